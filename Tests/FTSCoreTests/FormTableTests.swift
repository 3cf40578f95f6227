import FTSAnalysis
import FTSDocument
import FTSTestSupport
import Testing

@testable import FTSCore

/// The table of the forms that people wrote, from indexing to merging.
@Suite struct FormTableTests {
  private static let words = [
    "meditate", "meditates", "meditation", "Meditating", "film", "films", "FILMS", "café", "cafe", "running",
    "runs", "don't", "dont", "映画", "😀", "C3PO", "1,000.5", "humanism", "humanist", "it's",
    "antidisestablishmentarianism", "antidisestablishmentarians", "counterrevolution", "counterrevolutions",
    "counterrevolutio", "counterrevolutionaries", "x" + String(repeating: "yz", count: 150),
  ]

  private let directory: TemporaryDirectory
  private let path: String
  private let tokenizer: Tokenizer

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("index")
    tokenizer = try #require(Analyzer.named("english")).makeTokenizer()
  }

  /// Some words now and then, each with a number of its own now and then, so that some terms are in one document.
  private func document(_ id: String, _ generator: inout SeededGenerator) -> Document {
    var words = (0..<generator.number(0...30)).map { _ in
      Self.words.randomElement(using: &generator) ?? ""
    }
    if generator.chance(0.3) { words += ["only\(id)", "rarely\(id)ing"] }
    return Document(
      id: id, title: generator.chance(0.5) ? "A film of \(id)" : nil, author: "Zoë",
      body: words.joined(separator: " "))
  }

  /// The forms of a document and the term of each.
  private func forms(of document: Document) -> [(form: String, term: String)] {
    var forms: [(String, String)] = []
    for text in [document.title ?? "", document.author ?? "", document.body] {
      tokenizer.forEachToken(in: text.utf8.span) { form, _, _ in
        let term = tokenizer.withTerm(of: form) { term in term.indices.map { term[$0] } }
        forms.append(
          (
            String(decoding: form.indices.map { form[$0] }, as: UTF8.self),
            String(decoding: term, as: UTF8.self)
          ))
      }
    }
    return forms
  }

  private func counts(_ documents: [Document]) -> [String: Int] {
    documents.flatMap { forms(of: $0) }.reduce(into: [:]) { $0[$1.form, default: 0] += 1 }
  }

  /// What the tables of all segments say, each checked to be in order.
  private func stored() throws -> [String: Int] {
    let snapshot = try IndexStore.open(path).snapshot()
    var counts: [String: Int] = [:]
    for segment in snapshot.segments {
      var entries = try segment.entries(\.forms)
      var previous: [UInt8] = []
      var bytes = 0
      while let value = try entries.next() {
        #expect(previous.lexicographicallyPrecedes(entries.key))
        previous = entries.key
        bytes += entries.key.count
        counts[String(decoding: entries.key, as: UTF8.self), default: 0] +=
          try #require(FormOccurrences.decode(value))
      }
      #expect(bytes > 0 && segment.info.formsBytes > 0)
    }
    withExtendedLifetime(snapshot) {}
    return counts
  }

  private func write(_ commits: [[Document]], deleting ids: [String] = [], workers: Int = 3) throws {
    var options = IndexWriter.Options()
    options.workers = workers
    let writer = try IndexWriter(path: path, analyzer: "english", options: options)
    defer { writer.close() }
    for documents in commits {
      for document in documents { try writer.add(document) }
      try writer.commit()
    }
    for id in ids { #expect(try writer.delete(id: id)) }
    try writer.commit()
  }

  @Test(arguments: Seeds.all) func everyFormIsCountedOnceForEachOccurrence(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    // Enough text that each worker has its share.
    let commits = (0..<2).map { commit in
      (0..<4_000).map { document("d\(commit)x\($0)", &generator) }
    }
    try write(commits)
    #expect(try stored() == counts(commits.flatMap { $0 }), "seed \(seed)")
  }

  @Test(arguments: Seeds.all) func aMergeAddsCountsAndDropsFormsWithoutATerm(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let commits = (0..<3).map { commit in (0..<100).map { document("d\(commit)x\($0)", &generator) } }
    let documents = commits.flatMap { $0 }
    let deleted = Set(documents.map(\.id).filter { _ in generator.chance(0.3) })
    try write(commits, deleting: deleted.sorted(), workers: 1)
    #expect(try stored() == counts(documents), "seed \(seed)")
    do {
      let writer = try IndexWriter(path: path)
      defer { writer.close() }
      #expect(try writer.compact())
    }
    let terms = Set(documents.filter { !deleted.contains($0.id) }.flatMap { forms(of: $0) }.map(\.term))
    let dropped = Set(documents.flatMap { forms(of: $0) }.filter { !terms.contains($0.term) }.map(\.form))
    #expect(!dropped.isEmpty, "seed \(seed)")
    #expect(try stored() == counts(documents).filter { !dropped.contains($0.key) }, "seed \(seed)")
  }

  @Test func whatOnlyReplacedDocumentsHadIsNoForm() throws {
    try write([
      [
        Document(id: "a", body: "meditation films"), Document(id: "b", body: "film"),
        Document(id: "a", body: "silence"),
      ]
    ])
    // "films" counts on as a form of a term that is there.
    #expect(try stored() == ["film": 1, "films": 1, "silence": 1])
  }

  @Test func aDeletedSegmentLeavesNoForms() throws {
    try write(
      [[Document(id: "a", body: "meditation"), Document(id: "b", body: "film")]], deleting: ["a", "b"])
    let store = try IndexStore.open(path)
    #expect(try store.snapshot().segments.isEmpty)
    // What no manifest names is collected by the next writer.
    try IndexWriter(path: path).close()
    #expect(try store.segmentsOnDisk().isEmpty)
  }

  @Test(arguments: Seeds.all) func keysAreOrderedAsTheirForms(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let letters: [UInt8] = [0x61, 0x62, 0xC3, 0xFF, 0x80, 0]
    let forms = (0..<300).map { _ in
      (0..<generator.number(1...FormKey.capacity)).map { _ in letters.randomElement(using: &generator) ?? 0 }
    }
    for form in forms {
      let other = forms.randomElement(using: &generator) ?? form
      let precedes = FormKey(form.span).order < FormKey(other.span).order
      #expect(precedes == form.lexicographicallyPrecedes(other), "seed \(seed): \(form), \(other)")
    }
  }
}
