import FTSTestSupport
import Testing

@testable import FTSCore

/// Roots by their threads, against looking at each.
@Suite struct RootTableTests {
  /// What is known of each document.
  private struct Sample {
    var threads: [UInt64]
    var isRoot: [Bool]
    var isLive: [Bool]

    /// Some hashes come again, and some begin at the same place of the table.
    init(_ generator: inout SeededGenerator) {
      let count = generator.number(0...500)
      threads = []
      isRoot = []
      isLive = []
      for _ in 0..<count {
        threads.append(UInt64(generator.number(0...300)) << (generator.chance(0.5) ? 40 : 0))
        isRoot.append(generator.chance(0.6))
        isLive.append(generator.chance(0.8))
      }
    }

    var threadColumn: [UInt8] {
      var writer = ByteWriter()
      for thread in threads { writer.integer(thread) }
      return writer.bytes
    }

    var rootColumn: [UInt8] {
      var words = [UInt64](repeating: 0, count: Grid.blocks(threads.count))
      for document in threads.indices where isRoot[document] {
        words[document / 64] |= 1 << UInt64(document % 64)
      }
      var writer = ByteWriter()
      for word in words { writer.integer(word) }
      return writer.bytes
    }

    /// Threads of which the table has another root than one that is there, or none.
    func mistakes(of table: RootTable, _ column: Blob) -> [UInt64] {
      (threads + [7, 1 << 50]).filter { thread in
        let expected = threads.indices.filter { isRoot[$0] && isLive[$0] && threads[$0] == thread }
        let found = table.root(ofThread: thread, in: column) { isLive[Int($0)] }
        return !(found.map { expected.contains(Int($0)) } ?? expected.isEmpty)
      }
    }
  }

  @Test(arguments: Seeds.all) func everyRootIsFoundByItsThread(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let sample = Sample(&generator)
      let mistakes = withBlob(sample.threadColumn) { threads in
        let table = withBlob(sample.rootColumn) { RootTable($0, threads: threads) }
        return sample.mistakes(of: table, threads)
      }
      #expect(mistakes.isEmpty, "seed \(seed)")
    }
  }
}
