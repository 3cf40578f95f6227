import FTSAnalysis
import FTSDocument
import FTSQuery
import FTSTestSupport
import LMDB
import Testing

@testable import FTSCore

/// Indexes whose values on disk are not what was written: whatever is asked of them ends, with an
/// answer or an error.
@Suite(.timeLimit(.minutes(1))) struct DamageTests {
  /// A value of a table.
  private struct Entry {
    var table: Table
    var key: [UInt8]
    var value: [UInt8]
  }

  private static let queries = [
    "0 1 2", "+0 +1 -2", "\"0 1\" 5", "+\"1 0\" 3", "a z 1f", "-0", "1* 2~1", "+?? -/[0-9]a/ 0", "a-1*",
    "0 0 \"2 0 1\" -\"0 0\"", "1g 1h",
  ]

  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("index")
  }

  @Test(arguments: Seeds.all) func randomDamageEndsInAnErrorOrAnAnswer(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var documents = RandomCorpus(documentCount: 150, vocabularySize: 60).makeDocuments(using: &generator)
    for index in documents.indices { RandomValues.fill(&documents[index], density: 0.5, &generator) }
    try write(documents)
    let store = try IndexStore.open(path)
    let entries = try read(store)
    for round in 0..<rounds {
      var damaged = entries
      // Every table in turn.
      let tables = store.tables.ofSegments + [store.tables.meta]
      let table = tables[round % tables.count]
      for _ in 0..<generator.number(1...2) {
        let candidates = damaged.indices.filter { damaged[$0].table == table }
        guard let index = candidates.randomElement(using: &generator) else { continue }
        if generator.chance(0.05) {
          damaged.remove(at: index)
        } else {
          damaged[index].value = Self.damage(damaged[index], &generator)
        }
      }
      try replace(damaged, in: store)
      try use(documents, &generator)
      if round % 4 == 0 { mergeAll(store) }
      if round % 4 == 1 { try? rewrite(documents) }
    }
  }

  /// Every table six times; 250 rounds of each seed found nothing more.
  private var rounds: Int { 42 }

  /// Flips bytes, cuts or lengthens; mostly with a checksum that fits.
  private static func damage(_ entry: Entry, _ generator: inout SeededGenerator) -> [UInt8] {
    var content = Array(entry.value.dropLast(Checksum.size))
    if generator.chance(0.15) { content.removeLast(min(content.count, generator.number(1...40))) }
    if generator.chance(0.05) { content += generator.bytes(generator.number(1...40)) }
    for _ in 0..<([0, 1, 3, 30].randomElement(using: &generator) ?? 1) where !content.isEmpty {
      let last = generator.chance(0.4) ? min(30, content.count - 1) : content.count - 1
      content[generator.number(0...last)] =
        [0, 0xFF, 0x80, 0x7F, .random(in: 0...255, using: &generator)]
        .randomElement(using: &generator) ?? 0
    }
    // A number as large as can be written.
    if generator.chance(0.3), content.count > 9 {
      let start = generator.number(0...content.count - 9)
      content.replaceSubrange(start..<start + 9, with: [UInt8](repeating: 0xFF, count: 8) + [0x7F])
    }
    return generator.chance(0.8)
      ? Checksum.sealed(content, entry.key, in: entry.table.name)
      : content + entry.value.suffix(Checksum.size)
  }

  /// Two segments, with deletions and documents of all kinds.
  private func write(_ documents: [Document]) throws {
    let writer = try IndexWriter(path: path, analyzer: "simple")
    defer { writer.close() }
    for document in documents.prefix(90) { try writer.add(document) }
    try writer.commit()
    for document in documents.dropFirst(90) { try writer.add(document) }
    for document in documents.prefix(20) { #expect(try writer.delete(id: document.id)) }
    try writer.commit()
  }

  private func read(_ store: IndexStore) throws -> [Entry] {
    var entries: [Entry] = []
    try store.environment.read { (transaction) throws(LMDBError) in
      for table in store.tables.ofSegments + [store.tables.meta] {
        let cursor = try transaction.cursor(table)
        while try cursor.next() {
          // SAFETY: the cursor stands on an entry; the bytes are copied at once.
          entries.append(unsafe Entry(table: table, key: Array(cursor.key), value: Array(cursor.value)))
        }
      }
    }
    return entries
  }

  private func replace(_ entries: [Entry], in store: IndexStore) throws {
    var transaction = try store.environment.beginWrite()
    for table in store.tables.ofSegments + [store.tables.meta] {
      try transaction.deletePrefix([], in: table)
    }
    for entry in entries { try transaction.put(entry.key, entry.value, in: entry.table) }
    try transaction.commit()
  }

  /// Asks all there is to ask.
  private func use(_ documents: [Document], _ generator: inout SeededGenerator) throws {
    guard let reader = try? IndexReader(path: path) else { return }
    var options = SearchOptions()
    options.explains = true
    for text in Self.queries {
      options.limit = generator.chance(0.5) ? 10 : 300
      options.kind = generator.chance(0.2) ? "comment" : nil
      options.isExhaustive = generator.chance(0.3)
      _ = try? reader.search(try QueryParser.parse(text), options: options)
    }
    for _ in 0..<5 { _ = try? reader.document(id: documents.randomElement(using: &generator)?.id ?? "") }
    _ = try? reader.statistics()
    try? filter()
  }

  /// Evaluates filters on every column.
  private func filter() throws {
    let snapshot = try IndexStore.open(path).snapshot()
    guard let tokenizer = Analyzer.named("simple")?.makeTokenizer() else { return }
    let expander = TermExpander(tokenizer)
    var filters: [Filter] = [
      .rating(.atLeast(2)), .date(.less(.relative(.today))), .kind("comment"), .thread("review-0"),
      .equals(.author, "Zoë"), .contains(.author, .word("lee")), .contains(.tag, .phrase("sci fi")),
    ]
    filters += ["title", "tag", "url", "language"].map { .exists($0) }
    filters += RandomValues.names.flatMap { name -> [Filter] in
      [.number(name, .between(0, 3)), .contains(.attribute(name), .word("2")), .exists(name)]
    }
    for segment in snapshot.segments {
      _ = try? segment.parents().forEach { _, _ in }
      for filter in filters {
        guard let filter = try? SegmentFilter(filter, segment, expander, now: 0) else { continue }
        for block in 0..<min(segment.info.blocks, 100) { _ = filter.lanes(block) }
      }
    }
    withExtendedLifetime(snapshot) {}
  }

  /// Merges all segments as a writer does.
  private func mergeAll(_ store: IndexStore) {
    guard let snapshot = try? store.snapshot(), snapshot.manifest.nextSegment < 1 << 20 else { return }
    let batch = WriteBatch(store.environment, path: path)
    let merger = SegmentMerger(
      snapshot.segments, order: ThreadOrder(snapshot.segments), settings: store.settings,
      analyzer: store.analyzer, batch: batch, tables: store.tables)
    _ = try? merger.merge(number: 1 << 20, averageLength: snapshot.manifest.averageLength)
  }

  /// Deletes, replaces and answers documents; enough to have segments rewritten.
  private func rewrite(_ documents: [Document]) throws {
    let writer = try IndexWriter(path: path)
    defer { writer.close() }
    for document in documents.suffix(50) { _ = try? writer.delete(id: document.id) }
    for document in documents.prefix(30) { try writer.add(document) }
    try writer.add(Document(id: "answer", kind: .comment, parent: documents[40].id, body: "0 1 2"))
    try writer.commit()
  }
}
