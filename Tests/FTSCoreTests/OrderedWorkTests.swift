import FTSTestSupport
import Synchronization
import Testing

@testable import FTSCore

@Suite(.timeLimit(.minutes(1))) struct OrderedWorkTests {
  private struct Stop: Error, Equatable { var at: Int }

  /// Some work that takes a different time for each piece.
  private static func work(_ index: Int) -> Int {
    var value = index
    for _ in 0..<(index * 7919 % 1_000) { value = (value &* 31) ^ 5 }
    return value
  }

  @Test(arguments: [1, 2, 3, 8]) func resultsArriveInOrder(threads: Int) throws {
    for count in [0, 1, 2, 3, 7, 500] {
      var results: [Int] = []
      OrderedWork.run(count, threads: threads) {
        { Self.work($0) }
      } _: {
        results.append($0)
      }
      #expect(results == (0..<count).map(Self.work))
    }
  }

  @Test(arguments: [1, 2, 3, 8]) func anErrorEndsTheWork(threads: Int) throws {
    for last in [0, 1, 5, 300] {
      let produced = Atomic<Int>(0)
      var taken = 0
      #expect(throws: Stop(at: last)) {
        try OrderedWork.run(1_000, threads: threads) {
          { index in
            produced.add(1, ordering: .relaxed)
            return Self.work(index)
          }
        } _: { (_) throws(Stop) in
          if taken == last { throw Stop(at: last) }
          taken += 1
        }
      }
      // All producers have ended by now; none was far ahead.
      #expect(produced.load(ordering: .relaxed) <= last + 1 + 3 * threads)
    }
  }

  @Test func eachThreadMakesItsProducerOnce() {
    let made = Atomic<Int>(0)
    OrderedWork.run(200, threads: 3) {
      made.add(1, ordering: .relaxed)
      return { $0 }
    } _: { _ in
    }
    #expect((1...3).contains(made.load(ordering: .relaxed)))
  }
}
