import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

/// What was written since a commit is told from what merges have moved since.
@Suite struct BirthTests {
  @Test(arguments: 0..<20)
  func aColumnHoldsWhatWasPutIn(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let births = (0..<generator.number(1...300)).map { _ in UInt32(generator.number(3...5)) }
    let bytes = BirthColumn.encode(births)
    let column = try unsafe bytes.span.withUnsafeBytes {
      // SAFETY: what is made of the view are copies.
      try #require(BirthColumn(unsafe Blob($0), documents: births.count, segment: 5))
    }
    #expect(column.segments == births)
    for first in UInt32(2)...6 {
      let mask = column.documents(from: first, blocks: Grid.blocks(births.count))
      #expect((mask == nil) == (births.max()! < first))
      for (document, birth) in births.enumerated() {
        #expect((mask?.contains(document) ?? false) == (birth >= first))
      }
    }
    let isRefused = unsafe bytes.span.withUnsafeBytes {
      // SAFETY: as above.
      unsafe BirthColumn(Blob($0), documents: births.count + 1, segment: 5) == nil
        && BirthColumn(Blob($0), documents: births.count - 1, segment: 5) == nil
        && (births.max()! < 5 || BirthColumn(Blob($0), documents: births.count, segment: 4) == nil)
    }
    #expect(isRefused)
  }

  /// A naive index of ids and the number of the commit that last wrote them.
  @Test(arguments: 0..<6)
  func hitsSinceACommitAreWhatWasWrittenSince(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    let path = directory.file("index")
    var commits: [String: Int] = [:]
    var positions: [IndexPosition] = []
    try IndexWriter(path: path).close()
    let reader = try IndexReader(path: path)
    for commit in 0..<30 {
      positions.append(try reader.position())
      let writer = try IndexWriter(path: path)
      defer { writer.close() }
      for _ in 0..<generator.number(0...5) {
        let id = "d\(generator.number(0...40))"
        if generator.number(0...4) == 0 {
          let wasThere = try writer.delete(id: id)
          #expect(wasThere == (commits.removeValue(forKey: id) != nil))
        } else {
          let parent = generator.number(0...1) == 0 ? nil : "d\(generator.number(0...40))"
          try writer.add(Document(id: id, kind: .comment, parent: parent, body: "word of \(id)"))
          commits[id] = commit
        }
      }
      try writer.commit()
      switch generator.number(0...5) {
      case 0: _ = try writer.compact()
      case 1: _ = try writer.compact(reorder: true)
      case 2: try writer.merge()
      default: break
      }
    }
    for (commit, position) in positions.enumerated() {
      var options = SearchOptions()
      options.since = position
      for query in ["word", "+word -nothing", "\"word of\"", "word d1 d2"] {
        var found: Set<String> = []
        try reader.forEachHit(try QueryParser.parse(query), options: options) { hit in
          #expect(found.insert(hit.document.id).inserted)
          return true
        }
        #expect(
          found == Set(commits.filter { $0.value >= commit }.keys), "seed \(seed), since \(commit): \(query)")
      }
    }
    #expect(try IndexCheck(path: path, options: CheckOptions()).run().findings.isEmpty)
  }
}
