import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

/// What clauses make together of 64 documents at once, against each document by itself.
@Suite struct LaneTests {
  @Test(arguments: Seeds.all) func aMinimumIsCountedAsNumbersAre(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let count = generator.number(0...9) * (generator.chance(0.1) ? 30 : 1)
      let least = generator.number(-1...count + 1)
      let candidates = generator.lanes()
      var result = MinimumLanes(candidates, count: least)
      var matched = [Int](repeating: 0, count: 64)
      for _ in 0..<count {
        let lanes = generator.lanes() & candidates
        result.combine(lanes)
        lanes.forEachLane { matched[$0] += 1 }
        #expect(result.undecided == candidates & ~result.matches, "seed \(seed)")
      }
      for lane in 0..<64 {
        let isCandidate = candidates >> UInt64(lane) & 1 != 0
        #expect(
          (result.matches >> UInt64(lane) & 1 != 0) == (isCandidate && matched[lane] >= least),
          "seed \(seed), at least \(least) of \(count)")
      }
    }
  }

  @Test(arguments: Seeds.all) func clausesBindAsTheyDoForADocument(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let candidates = generator.lanes()
      let clauses = (0..<generator.number(0...6)).map { _ in
        (lanes: generator.lanes(), occurrence: Query.Occurrence.allCases.randomElement(using: &generator)!)
      }
      var result = BooleanLanes(candidates)
      for clause in clauses { result.combine(clause.lanes, clause.occurrence) }
      for lane in 0..<64 {
        func has(_ lanes: UInt64) -> Bool { lanes >> UInt64(lane) & 1 != 0 }
        func those(_ occurrence: Query.Occurrence) -> [Bool] {
          clauses.filter { $0.occurrence == occurrence }.map { has($0.lanes) }
        }
        let expected =
          has(candidates) && !(those(.must) + those(.filter)).contains(false)
          && !those(.mustNot).contains(true)
          && (!those(.must).isEmpty || those(.should).isEmpty || those(.should).contains(true))
        #expect(has(result.matches) == expected, "seed \(seed), \(clauses.map(\.occurrence))")
      }
    }
  }
}
