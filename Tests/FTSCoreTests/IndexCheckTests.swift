import FTSDocument
import FTSTestSupport
import LMDB
import Testing

@testable import FTSCore

/// What is wrong with an index is found and named, and what is not is not.
@Suite struct IndexCheckTests {
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("index")
  }

  /// Two segments of documents of all kinds, of which some are replaced and some deleted; lists of each form.
  private func write(seed: UInt64 = 1, documents count: Int = 700, analyzer: String = "simple") throws {
    var generator = SeededGenerator(seed: seed)
    var documents = RandomCorpus(documentCount: count, vocabularySize: 60).makeDocuments(using: &generator)
    for index in documents.indices { RandomValues.fill(&documents[index], density: 0.4, &generator) }
    let writer = try IndexWriter(path: path, analyzer: analyzer)
    defer { writer.close() }
    for document in documents.prefix(count * 6 / 7) { try writer.add(document) }
    try writer.add(Document(id: "naïve", body: "L’été dure 1,000.5 années 👩‍👩‍👧 東京"))
    try writer.commit()
    for document in documents.dropFirst(count * 6 / 7) { try writer.add(document) }
    for document in documents.prefix(20) { try writer.add(document) }
    for document in documents.dropFirst(20).prefix(20) { #expect(try writer.delete(id: document.id)) }
    try writer.commit()
  }

  private func check(all: Bool = true) throws -> CheckReport {
    var options = CheckOptions()
    if all { options.documents = .all }
    return try IndexCheck(path: path, options: options).run()
  }

  /// The kinds and messages found after a change.
  private func findings(_ change: (IndexEditor) throws -> Void) throws -> [CheckFinding] {
    try write()
    try change(try IndexEditor(path))
    let report = try check()
    return report.findings
  }

  private func expect(
    _ kind: CheckFinding.Kind, _ text: String, _ findings: [CheckFinding],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      findings.contains { $0.kind == kind && $0.message.contains(text) }, "\(findings)",
      sourceLocation: sourceLocation)
  }

  @Test(arguments: Seeds.all) func aSoundIndexIsFoundSound(seed: UInt64) throws {
    try write(seed: seed, analyzer: seed % 2 == 0 ? "english" : "simple")
    let report = try check()
    #expect(report.findings.isEmpty, "seed \(seed): \(report.findings)")
    #expect(report.documents > 700 && report.rederived == report.documents && report.segments == 2)
    #expect(report.searched > 600 && report.bytes > 50_000)
    let sample = try check(all: false)
    #expect(sample.isSound && sample.rederived == report.rederived, "fewer than the sample")
    for reorder in [false, true] {
      let writer = try IndexWriter(path: path)
      #expect(try writer.compact(reorder: reorder))
      writer.close()
      let report = try check()
      #expect(report.findings.isEmpty, "seed \(seed): \(report.findings)")
    }
  }

  @Test func anEmptyIndexIsSound() throws {
    let writer = try IndexWriter(path: path)
    writer.close()
    #expect(try check().findings.isEmpty)
  }

  @Test func thereMustBeAnIndex() {
    #expect(throws: IndexError.notFound(path: path)) { try check() }
  }

  static var tables: [KeyPath<Tables, Table>] {
    [\.dictionary, \.forms, \.postings, \.columns, \.identifiers, \.documents, \.deletions]
  }

  @Test(arguments: tables.indices) func aFlippedBitIsFoundInEveryTable(number: Int) throws {
    let table = Self.tables[number]
    let found = try findings { editor in
      for entry in try editor.entries(table) {
        var value = editor.value(of: entry, in: table)
        value[value.count / 2] ^= 4
        try editor.put(entry.key, value, in: table)
      }
    }
    expect(.checksum, "table \(try IndexEditor(path).store.tables[keyPath: table].name)", found)
    #expect(found.allSatisfy { $0.kind == .checksum || $0.kind == .deletions })
  }

  @Test func soundValuesInEachOthersPlaceAreFound() throws {
    let found = try findings { editor in
      let entries = try editor.entries(\.columns)
      let values = entries.map { editor.value(of: $0, in: \.columns) }
      try editor.put(entries[0].key, values[1], in: \.columns)
      try editor.put(entries[1].key, values[0], in: \.columns)
    }
    expect(.checksum, "table columns", found)
    #expect(throws: IndexError.self) { try IndexReader(path: path).statistics() }
  }

  @Test(arguments: tables.indices) func aMissingValueIsFoundInEveryTable(number: Int) throws {
    let table = Self.tables[number]
    let found = try findings { editor in try editor.delete(try editor.entries(table)[0].key, in: table) }
    #expect(found.first?.kind == (table == \.deletions ? .deletions : .counts), "\(found)")
    expect(found[0].kind, table == \.deletions ? "manifest counts" : "table ", found)
  }

  @Test func whatNoManifestNamesIsGarbageAndNoDamage() throws {
    try write()
    let editor = try IndexEditor(path)
    try editor.replace(IndexEditor.Entry(key: TableKey.numbered(99, 0), content: [1, 2, 3]), in: \.postings)
    let report = try check()
    #expect(report.isSound)
    #expect(
      report.findings == [
        CheckFinding(.garbage, segment: 99, "11 bytes of a segment that was never committed")
      ])
  }

  @Test func aValueTooManyIsFound() throws {
    let found = try findings { editor in
      let entry = IndexEditor.Entry(key: TableKey.numbered(0, 500), content: [1, 2, 3])
      try editor.replace(entry, in: \.columns)
      try editor.editManifest { $0.segments[0].columnsBytes += 11 }
    }
    expect(.keys, "table columns has the numbers", found)
  }

  @Test func keysOutOfOrderAreFound() throws {
    let found = try findings { editor in
      try editor.editEntries(\.identifiers) { entries in
        let keys = [entries[3].key, entries[4].key]
        (entries[3].key, entries[4].key) = (keys[1], keys[0])
      }
    }
    expect(.identifiers, "out of order", found)
  }

  @Test func anIdOfAnotherDocumentIsFound() throws {
    let found = try findings { editor in
      try editor.editEntries(\.identifiers) { entries in
        let values = [entries[3].value, entries[4].value]
        (entries[3].value, entries[4].value) = (values[1], values[0])
      }
    }
    expect(.identifiers, "is stored as", found)
  }

  @Test func aDocumentWithTwoIdsIsFound() throws {
    let found = try findings { editor in
      try editor.editEntries(\.identifiers) { $0[3].value = $0[4].value }
    }
    expect(.identifiers, "no document of its own", found)
  }

  @Test func oneIdOfTwoDocumentsIsFound() throws {
    let found = try findings { editor in
      try editor.editManifest { for index in $0.segments.indices { $0.segments[index].deleted = 0 } }
      for entry in try editor.entries(\.deletions) { try editor.delete(entry.key, in: \.deletions) }
    }
    expect(.identifiers, "2 segments have a document", found)
  }

  @Test func aWrongFrequencyIsFound() throws {
    let found = try findings { editor in
      try editor.editEntries(\.dictionary) { entries in
        // The second number is the frequency beyond one for each document.
        let index = entries.firstIndex { $0.value[0] < 100 && $0.value[1] < 100 } ?? 0
        entries[index].value[1] += 1
      }
    }
    expect(.dictionary, "the dictionary says", found)
  }

  /// The place of the first list of a form: chunk, offset and length.
  private func firstList(
    _ form: PostingList.Form, _ editor: IndexEditor
  ) throws -> (chunk: Int, offset: Int, length: Int) {
    let snapshot = try editor.store.snapshot()
    defer { withExtendedLifetime(snapshot) {} }
    var entries = try snapshot.segments[0].entries(\.dictionary)
    while let value = try entries.next() {
      if case .chunk(let chunk, let offset, let length, form, _) = TermInfo(value)?.location {
        return (chunk, offset, length)
      }
    }
    throw IndexError.storage("no list of that form")
  }

  @Test func aBoundBelowTheScoresIsFound() throws {
    let found = try findings { editor in
      let list = try firstList(.dense, editor)
      let info = try editor.manifest.segments[0]
      let bounds =
        DenseList.headerSize + Grid.superblocks(info.blocks) * DenseList.superblockEntrySize + info.blocks * 4
      try editor.edit(\.postings, at: list.chunk) { $0[list.offset + bounds] -= 1 }
    }
    expect(.postings, "bound 0 is", found)
  }

  @Test func aThresholdAboveTheScoresIsFound() throws {
    let found = try findings { editor in
      let list = try firstList(.dense, editor)
      try editor.edit(\.postings, at: list.chunk) { $0[list.offset + 8] += 1 }
    }
    expect(.postings, "10th best impact", found)
  }

  @Test func aPositionThatMovedIsFound() throws {
    let found = try findings { editor in
      let list = try firstList(.short, editor)
      try editor.edit(\.postings, at: list.chunk) { content in
        let last = list.offset + list.length - 1
        content[last] = content[last] < 100 ? content[last] + 1 : content[last] - 1
      }
    }
    #expect(found.contains { $0.kind == .words || $0.kind == .postings }, "\(found)")
  }

  @Test func aDocumentThatIsNotThereIsFound() throws {
    let found = try findings { editor in
      let list = try firstList(.short, editor)
      try editor.edit(\.postings, at: list.chunk) { $0[list.offset + 2] |= 0x7C }
    }
    #expect(found.contains { $0.kind == .postings || $0.kind == .dictionary }, "\(found)")
  }

  @Test func aWrongLengthIsFound() throws {
    let found = try findings { editor in try editor.edit(column: .lengths) { $0[5] += 1 } }
    expect(.columns, "the length of document 5 is", found)
  }

  @Test(arguments: 0..<3) func sumsOfTheManifestAreCompared(number: Int) throws {
    let found = try findings { editor in
      try editor.editManifest {
        switch number {
        case 0: $0.segments[0].totalLength += 1
        case 1: $0.segments[0].textBytes += 1
        default: $0.segments[0].terms += 1
        }
      }
    }
    expect(.counts, "the manifest counts", found)
  }

  @Test func deletionsThatAreNotCountedAreFound() throws {
    let found = try findings { editor in try editor.edit(\.deletions) { $0[40] ^= 1 } }
    expect(.deletions, "the manifest counts", found)
  }

  @Test func deletionsOfDocumentsThatAreNotThereAreFound() throws {
    let found = try findings { editor in try editor.edit(\.deletions) { $0[511] = 0x80 } }
    expect(.deletions, "that the segment does not have", found)
  }

  @Test func aFormWithoutItsTermIsFound() throws {
    let found = try findings { editor in
      try editor.editEntries(\.forms) { $0.append(($0[$0.count - 1].key + [0x7A], [1])) }
    }
    expect(.forms, "not in the dictionary", found)
  }

  @Test func formsThatOccurTooSeldomAreFound() throws {
    let found = try findings { editor in
      try editor.editEntries(\.forms) { for index in $0.indices { $0[index].value = [1] } }
    }
    expect(.forms, "the forms occur", found)
  }

  @Test func aThreadInPiecesIsFound() throws {
    let found = try findings { editor in
      try editor.edit(column: .threads) { column in
        let first = Array(column[..<8])
        column.replaceSubrange(400..<408, with: first)
      }
    }
    expect(.columns, "in several pieces", found)
    expect(.columns, "column threads", found)
  }

  @Test(arguments: [Column.kinds, .roots, .dates, .ratings, .authors, .tags, .parts, .parents])
  func aColumnThatDocumentsDoNotGiveIsFound(column: Column) throws {
    let found = try findings { editor in
      try editor.edit(column: column) { content in
        // Within the documents, where kinds and sets are bits and the others have places of values.
        let index = column == .kinds ? content.count - 40 : content.count / 2
        content[index] ^= 1
      }
    }
    #expect(
      found.contains { $0.kind == .columns || $0.kind == .identifiers || $0.kind == .file },
      "\(column): \(found)")
  }

  @Test func aDocumentWithOtherWordsIsFound() throws {
    func write(_ body: String, to path: String) throws {
      try IndexWriter.write([Document(id: "a", body: body)], to: path, analyzer: "simple")
    }
    try write("one word of these", to: path)
    try write("one word of those", to: directory.file("other"))
    let (editor, other) = (try IndexEditor(path), try IndexEditor(directory.file("other")))
    for entry in try other.entries(\.documents) { try editor.replace(entry, in: \.documents) }
    try editor.replace(try other.entries(\.columns)[Int(Column.frames.rawValue)], in: \.columns)
    let otherBytes = try other.manifest.segments[0].documentsBytes
    try editor.editManifest { $0.segments[0].documentsBytes = otherBytes }
    let report = try check()
    #expect(report.findings.map(\.kind) == [.words], "\(report.findings)")
  }

  @Test func aDamagedManifestIsFound() throws {
    let found = try findings { editor in
      try editor.put(TableKey.manifest, [UInt8](repeating: 7, count: 40), in: \.meta)
    }
    #expect(found.map(\.kind) == [.file])
    expect(.file, "table meta is not what was written", found)
  }
}
