import FTSTestSupport
import Testing

@testable import FTSCore

/// Sets of documents carried along threads, a block at a time, against the same thread by thread.
@Suite struct ThreadRunsTests {
  /// Threads by the number of their documents, and their column.
  private static func lengths(_ generator: inout SeededGenerator) -> [Int] {
    let longest = [1, 3, 64, 200, 10_000].randomElement(using: &generator) ?? 1
    return (0..<generator.number(1...60)).map { _ in
      generator.chance(0.7) ? generator.number(1...min(4, longest)) : generator.number(1...longest)
    }
  }

  private static func column(_ lengths: [Int]) -> [UInt8] {
    var writer = ByteWriter()
    for (thread, length) in lengths.enumerated() {
      for _ in 0..<length { writer.integer(UInt64(thread) &* 0x9E37_79B9_7F4A_7C15) }
    }
    return writer.bytes
  }

  private static func mask(_ documents: some Sequence<Int>, of count: Int) -> DocumentMask {
    var mask = DocumentMask(blocks: Grid.blocks(count))
    for document in documents { mask.insert(document) }
    return mask
  }

  @Test(arguments: Seeds.all) func setsAreCarriedAlongThreads(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<60 {
      let lengths = Self.lengths(&generator)
      var runs: [Range<Int>] = []
      for length in lengths {
        let start = runs.last?.upperBound ?? 0
        runs.append(start..<start + length)
      }
      let count = runs.last?.upperBound ?? 0
      withBlob(Self.column(lengths)) { column in
        let threads = ThreadRuns(column, documents: count)
        #expect(threads.starts == Self.mask(runs.map(\.lowerBound), of: count))
        for run in runs {
          for document in [run.lowerBound, run.upperBound - 1, Int.random(in: run, using: &generator)] {
            #expect(threads.run(of: document) == run, "seed \(seed), round \(round)")
          }
        }
        let share: Double = [0, 0.01, 0.3, 1].randomElement(using: &generator) ?? 0
        let chosen = runs.filter { _ in generator.chance(share) }
        let all = threads.all(ofThreadsBeginningIn: Self.mask(chosen.map(\.lowerBound), of: count))
        let found = (0..<count).filter(all.contains)
        #expect(found == chosen.flatMap(Array.init), "seed \(seed), round \(round)")
        let members = (0..<count).filter { _ in generator.chance(share) }
        let touched = Set(members.compactMap { member in runs.first { $0.contains(member) } })
        let firsts = threads.firsts(ofThreadsWith: Self.mask(members, of: count))
        let mask = Self.mask(members, of: count)
        #expect(threads.count(ofThreadsWith: { mask[$0] }) == touched.count, "seed \(seed), round \(round)")
        let expected = Self.mask(touched.map(\.lowerBound), of: count)
        #expect(firsts == expected, "seed \(seed), round \(round)")
      }
    }
  }

  @Test(arguments: Seeds.all) func rangesAreCountedAndInserted(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let count = generator.number(1...400)
      let members = Set((0..<count).filter { _ in generator.chance(0.3) })
      var mask = Self.mask(members, of: count)
      let start = generator.number(0...count)
      let range = start..<generator.number(start...count)
      #expect(mask.count(in: range) == members.count { range.contains($0) }, "seed \(seed)")
      mask.insert(range)
      #expect(mask == Self.mask(members.union(range), of: count), "seed \(seed)")
    }
  }
}
