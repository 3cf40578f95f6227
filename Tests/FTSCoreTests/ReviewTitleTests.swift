import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

/// Comments that are found by the titles of their reviews.
@Suite struct ReviewTitleTests {
  private let index: WrittenIndex

  init() throws { index = try WrittenIndex() }

  private func search(_ text: String, _ change: (inout SearchOptions) -> Void = { _ in }) throws
    -> SearchResults
  {
    var options = SearchOptions()
    options.limit = 1_000
    change(&options)
    return try IndexReader(path: index.path).search(try QueryParser.parse(text), options: options)
  }

  private func ids(_ text: String) throws -> Set<String> {
    let found = try search(text)
    #expect(found.total == found.hits.count)
    return Set(found.hits.map(\.document.id))
  }

  /// Two reviews of the same film, one of another, and what is below them.
  private static let documents = [
    Document(id: "r", title: "Her", body: "a voice"),
    Document(id: "a", kind: .comment, parent: "r", body: "a fine film"),
    Document(id: "b", kind: .comment, parent: "a", thread: "r", title: "Re: answers", body: "her voice"),
    Document(id: "s", title: "Her again", body: "twice"),
    Document(id: "c", kind: .comment, parent: "s", body: "film and voice"),
    Document(id: "o", title: "Other", body: "her"),
    Document(id: "d", kind: .comment, parent: "o", body: "a film"),
    Document(id: "n", kind: .comment, body: "her film"),
  ]

  @Test func whatLiesBelowIsFoundByWords() throws {
    try index.add(Self.documents)
    for _ in 0..<2 {
      #expect(try ids("her") == ["r", "a", "b", "s", "c", "o", "n"])
      #expect(try ids("again") == ["s", "c"])
      #expect(try ids("+her +film") == ["a", "c", "n"])
      #expect(try ids("+her +film +again") == ["c"])
      #expect(try ids("her AND (film OR twice)") == ["a", "s", "c", "n"])
      #expect(try ids("2 of (her film voice)") == ["r", "a", "b", "c", "n"])
      #expect(try ids("is:comment her") == ["a", "b", "c", "n"])
      // Not what lies below a comment with a title.
      #expect(try ids("answers") == ["b"])
      try index.compact(reordering: true)
    }
  }

  @Test func nothingElseIsFoundByIt() throws {
    try index.add(Self.documents)
    #expect(try ids("title:her") == ["r", "s"])
    #expect(try ids("body:her") == ["b", "o", "n"])
    #expect(try ids("\"her again\"") == ["s"])
    #expect(try ids("\"her again\"~3") == ["s"])
    #expect(try ids("\"again\"") == ["s"])
    #expect(try ids("agai*") == ["s"])
    #expect(try ids("/aga.n/") == ["s"])
    #expect(try ids("her^0") == ["r", "b", "s", "o", "n"])
    #expect(try ids("film -her") == ["a", "c", "d"])
    #expect(try ids("film -(her OR voice)") == ["a", "d"])
    #expect(try ids("in:review(again)") == ["c"])
    #expect(try ids("has:comment(her)") == ["r"])
    #expect(try ids("film in:review(has:comment(her))") == ["a"])
  }

  /// A word of its own is worth more than one of the review's title, and both more than either.
  @Test func itIsWorthAFifth() throws {
    try index.add([
      Document(id: "r", title: "apple", body: "x x"), Document(id: "o", title: "other", body: "x x"),
      Document(id: "title", kind: .comment, parent: "r", body: "x x"),
      Document(id: "both", kind: .comment, parent: "r", body: "apple x"),
      Document(id: "own", kind: .comment, parent: "o", body: "apple x"),
    ])
    let hits = try search("apple") { $0.explains = true }.hits
    #expect(hits.map(\.document.id) == ["both", "r", "own", "title"])
    let parts = Dictionary(
      uniqueKeysWithValues: hits.map { ($0.document.id, $0.explanation?.contributions ?? []) })
    #expect(parts["both"]?.map(\.byReviewTitle) == [false, true])
    #expect(parts["own"]?.map(\.byReviewTitle) == [false])
    let below = try #require(parts["title"])
    #expect(below.map(\.byReviewTitle) == [true] && below[0].bodyFrequency == 0)
    let own = try #require(hits.first { $0.document.id == "own" }?.score)
    let title = try #require(hits.first { $0.document.id == "title" }?.score)
    #expect(abs(title / own - 0.2) < 1e-6)
  }

  @Test func itsSnippetIsItsBeginning() throws {
    try index.add(Self.documents)
    let hit = try #require(try search("again").hits.first { $0.document.id == "c" })
    #expect(hit.snippet?.text == "film and voice" && hit.snippet?.highlights.isEmpty == true)
  }

  @Test func facetsOrdersAndThreadsHaveIt() throws {
    try index.add(Self.documents)
    let results = try search("her") { $0.facets = [Facet(.kind, limit: 9)] }
    #expect(results.facets.first?.documents == 7)
    let sorted = try search("her") { $0.sort = [SortKey(.date)] }
    #expect(Set(sorted.hits.map(\.document.id)) == Set(results.hits.map(\.document.id)))
    let threads = try search("her") { $0.byThread = true }
    #expect(threads.total == 4 && threads.documents == 7)
    #expect(threads.hits.first { $0.document.id == "s" }?.matches?.comments.map(\.document.id) == ["c"])
    var all: Set<String> = []
    try IndexReader(path: index.path).forEachHit(try QueryParser.parse("her"), options: SearchOptions()) {
      all.insert($0.document.id)
      return true
    }
    #expect(all.count == 7)
  }

  @Test func aMismatchTellsOfIt() throws {
    try index.add(Self.documents)
    let reader = try IndexReader(path: index.path)
    let found = try #require(try reader.explain(try QueryParser.parse("again"), id: "c"))
    #expect(found.rank == 2 && found.total == 2 && found.mismatches.isEmpty)
    let missing = try #require(try reader.explain(try QueryParser.parse("+again +peace"), id: "c"))
    #expect(missing.mismatches.map(\.part) == ["peace"])
    let excluded = try #require(try reader.explain(try QueryParser.parse("peace -again"), id: "c"))
    #expect(excluded.mismatches.map(\.part) == ["peace"])
  }

  @Test func synonymsAreFoundByIt() throws {
    try index.add(Self.documents)
    let synonyms = try Synonyms("anew, again")
    #expect(
      Set(try search("anew") { $0.dictionaries.synonyms = synonyms }.hits.map(\.document.id)) == ["s", "c"])
  }

  /// The parts of a thread come in several commits, its review in any of them, and again.
  @Test(arguments: 0..<3) func threadsMayBeInSeveralSegments(segmentOfReview: Int) throws {
    for part in 0..<3 {
      var documents = [
        Document(id: "s\(part)", title: "short"),
        Document(id: "t\(part)", kind: .comment, parent: "s\(part)", body: "common"),
      ]
      if part == segmentOfReview { documents.append(Document(id: "r", title: "word")) }
      documents += (0..<70).map {
        Document(id: "c\(part)-\($0)", kind: .comment, parent: "r", body: "part\(part) n\($0)")
      }
      try index.add(documents)
    }
    let all = Set((0..<3).flatMap { part in (0..<70).map { "c\(part)-\($0)" } })
    func check(_ word: String) throws {
      #expect(try ids(word) == all.union(["r"]))
      for part in 0..<3 { #expect(try ids("+\(word) +part\(part) +n69") == ["c\(part)-69"]) }
      #expect(try ids("+\(word) +short").isEmpty)
      #expect(try ids("short") == ["s0", "s1", "s2", "t0", "t1", "t2"])
    }
    try check("word")
    try index.add([Document(id: "r", title: "another")])
    try check("another")
    #expect(try ids("word").isEmpty)
    try index.compact()
    try check("another")
    try index.delete("r")
    #expect(try ids("another").isEmpty)
    try index.add([Document(id: "r", title: "another word")])
    try check("word")
  }

  // MARK: - Their bytes

  @Test(arguments: Seeds.all) func threadsAreReadAsWritten(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      // Threads of a segment, some without their review.
      var threads: [UInt64] = []
      var isRoot: [Bool] = []
      var expected: [Range<DocID>] = []
      var postings = TermPostings()
      for thread in 0..<generator.number(1...40) {
        let length = generator.chance(0.5) ? 1 : generator.number(1...300)
        let hasRoot = generator.chance(0.8)
        let first = DocID(threads.count)
        for place in 0..<length {
          threads.append(UInt64(thread))
          isRoot.append(hasRoot && place == 0)
          let frequencies = FieldFrequencies(
            body: generator.number(0...20), title: generator.chance(0.5) ? generator.number(0...2) : 0)
          if frequencies.total == 0 || generator.chance(0.5) { continue }
          postings.append(DocID(threads.count - 1), frequencies, positions: [])
          if place == 0, hasRoot, length > 1, frequencies.title > 0 {
            expected.append(first + 1..<first + DocID(length))
          }
        }
      }
      var writer = ByteWriter()
      TitledThreads.encode(postings, below: DocumentsBelow(threads: threads, isRoot: isRoot), into: &writer)
      withBlob(writer.bytes) { bytes in
        var found: [Range<DocID>] = []
        let isWhole = TitledThreads(bytes).forEach(documents: threads.count) { review, below in
          #expect(below.lowerBound == review + 1, "seed \(seed)")
          found.append(below)
        }
        #expect(isWhole && found == expected, "seed \(seed)")
        let last = expected.last.map { Int($0.upperBound) } ?? 0
        if last > 0 {
          #expect(!TitledThreads(bytes).forEach(documents: last - 1) { _, _ in }, "seed \(seed)")
        }
      }
    }
  }

  @Test(arguments: Seeds.all) func damagedThreadsAreToldOrWithinTheSegment(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      withBlob(generator.bytes(generator.number(1...30))) { bytes in
        var end: DocID = 0
        _ = TitledThreads(bytes).forEach(documents: 1_000) { review, below in
          #expect(review >= end && below.count > 0 && below.upperBound <= 1_000, "seed \(seed)")
          end = below.upperBound
        }
      }
    }
    for numbers in [[Int.max, 1], [0, Int.max], [0, 0], [999, 1], [5]] {
      var writer = ByteWriter()
      for number in numbers { writer.varint(number) }
      withBlob(writer.bytes) { #expect(!TitledThreads($0).forEach(documents: 1_000) { _, _ in }) }
    }
  }

  @Test(arguments: Seeds.all) func runsAreTheirDocuments(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let ranges = (0..<generator.number(0...12)).map { _ in
        let first = generator.number(0...900)
        return DocID(first)..<DocID(first + generator.number(1...(generator.chance(0.7) ? 5 : 200)))
      }
      let runs = DocumentRuns(ranges)
      let expected = Set(ranges.flatMap(Array.init))
      #expect(runs.isEmpty == expected.isEmpty && runs.count == expected.count, "seed \(seed)")
      #expect((0..<1_200).filter { runs.contains($0) } == expected.sorted(), "seed \(seed)")
      var found: [DocID] = []
      runs.forEachBlock { block, lanes in lanes.forEachLane { found.append(DocID(block * 64 + $0)) } }
      #expect(found == expected.sorted(), "seed \(seed)")
      Self.checkRow(of: runs, "seed \(seed)")
    }
  }

  /// A row of runs against their documents.
  private static func checkRow(of runs: DocumentRuns, _ context: Comment) {
    let blocks = 20
    var rows = TermRows()
    rows.begin(blocks: blocks, rows: 1, cellBytes: TermRows.cellBytes(of: runs))
    // SAFETY: the rows outlive the cursor.
    let row = unsafe rows.expand(runs) { UInt8($0 + 1) }
    let cursor = unsafe TermCursor(
      row: row.bounds, starts: row.starts, cells: row.cells, weight: 1, step: 1, documentFrequency: runs.count
    )
    for block in 0..<blocks {
      let lanes = (0..<64).reduce(UInt64(0)) {
        $0 | (runs.contains(DocID(block * 64 + $1)) ? 1 << UInt64($1) : 0)
      }
      #expect(cursor.lanes(block) == lanes && cursor.bound(block) == (lanes == 0 ? 0 : block + 1), context)
      if lanes == 0 { continue }
      cursor.cell(block)?.forEachPosting { #expect($1 == FieldFrequencies(body: 1), context) }
    }
    withExtendedLifetime(rows) {}
  }

  @Test(arguments: Seeds.all) func listsAreReadInSomeBlocks(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for density in [0.001, 0.01, 0.2] {
      let count = 20_000
      let chosen = (0..<count).filter { _ in generator.chance(density) }
      let sample = PostingSample(chosen.isEmpty ? [7] : chosen, of: count, &generator)
      let blocks = (0..<Grid.blocks(count)).filter { _ in generator.chance(0.1) }
      sample.withList { list in
        var found: [DocID: FieldFrequencies] = [:]
        list?.forEachDocument(inBlocks: blocks) { found[$0] = $1 }
        let expected = sample.frequencies.filter { blocks.contains(Int($0.key) / 64) }
        #expect(found == expected, "seed \(seed), density \(density)")
      }
    }
  }
}
