import FTSDocument
import FTSQuery
import FTSTestSupport
import Foundation
import LMDB
import Testing

@testable import FTSCore

/// Copying an index away and back, making it small, making it anew: what is answered stays the same, and nothing is lost on the way.
@Suite struct MaintenanceTests {
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("index")
  }

  private func write(_ documents: [Document], deleting ids: [String] = [], to path: String? = nil) throws {
    let writer = try IndexWriter(path: path ?? self.path, analyzer: "simple")
    defer { writer.close() }
    for document in documents { try writer.add(document) }
    for id in ids { #expect(try writer.delete(id: id)) }
    try writer.commit()
  }

  private func documents(_ seed: UInt64, count: Int = 300) -> [Document] {
    var generator = SeededGenerator(seed: seed)
    var documents = RandomCorpus(documentCount: count, vocabularySize: 80).makeDocuments(using: &generator)
    for index in documents.indices {
      RandomValues.fill(&documents[index], density: 0.4, &generator)
      if documents[index].kind == .comment, generator.chance(0.5) { documents[index].thread = nil }
    }
    return documents
  }

  /// Two commits, with documents replaced and deleted; returns what must be found.
  @discardableResult private func writeTwice(_ seed: UInt64) throws -> [String: Document] {
    let documents = documents(seed)
    try write(Array(documents.prefix(200)))
    var changed = Array(documents.dropFirst(190))
    for index in changed.indices where index % 3 == 0 { changed[index].body += " changed" }
    try write(changed, deleting: documents[50..<70].map(\.id))
    var found = Dictionary(uniqueKeysWithValues: documents.map { ($0.id, $0) })
    for document in changed { found[document.id] = document }
    for document in documents[50..<70] { found[document.id] = nil }
    return found
  }

  private func maintenance(_ path: String? = nil) -> IndexMaintenance {
    IndexMaintenance(path: path ?? self.path) { (place) throws(IndexError) in try Self.expectSound(place) }
  }

  private static func expectSound(_ path: String) throws(IndexError) {
    var options = CheckOptions()
    options.documents = .all
    let report = try IndexCheck(path: path, options: options).run()
    #expect(report.findings.isEmpty, "\(report.findings)")
  }

  /// All documents of an index with their threads.
  private func contents(_ path: String) throws -> [String: (document: Document, thread: String)] {
    let reader = try IndexReader(path: path)
    var found: [String: (Document, String)] = [:]
    try reader.forEachHit(Query(.everything)) { hit in
      found[hit.document.id] = (hit.document, hit.thread)
      return true
    }
    return found
  }

  private func names() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: directory.path))
  }

  private func bytes(_ path: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: path + "/data.mdb")[.size] as? Int ?? 0
  }

  @Test(arguments: Seeds.all) func aBackupIsTheIndexAndIsPutBack(seed: UInt64) throws {
    let expected = try writeTwice(seed)
    // What a killed writer leaves does not come along.
    let garbage = [UInt8](repeating: 7, count: 5_000_000)
    try IndexEditor(path).replace(
      IndexEditor.Entry(key: TableKey.numbered(99, 0), content: garbage), in: \.postings)
    let backup = directory.file("backup")
    try maintenance().backUp(to: backup)
    #expect(try contents(backup).mapValues(\.document) == expected, "seed \(seed)")
    #expect(try bytes(backup) < bytes(path) - 4_000_000)
    #expect(try names() == ["index", "backup"])

    // A reader that is open sees what is put back.
    let reader = try IndexReader(path: path)
    try write([Document(id: "later", body: "later")])
    #expect(try reader.document(id: "later") != nil)
    try maintenance().restore(from: backup)
    #expect(try reader.document(id: "later") == nil)
    #expect(try contents(path).mapValues(\.document) == expected, "seed \(seed)")
    #expect(try names() == ["index", "backup"])
    try write([Document(id: "again", body: "again")])
    #expect(try reader.document(id: "again") != nil)

    try maintenance(directory.file("elsewhere")).restore(from: backup)
    #expect(try contents(directory.file("elsewhere")).mapValues(\.document) == expected)
  }

  @Test func aBackupTakesThePlaceOfNothingUnlessTold() throws {
    try write([Document(id: "a", body: "film")])
    let backup = directory.file("backup")
    try maintenance().backUp(to: backup)
    try write([Document(id: "b", body: "film")])
    #expect(throws: IndexError.alreadyExists(path: backup)) { try maintenance().backUp(to: backup) }
    #expect(try contents(backup).count == 1)
    try maintenance().backUp(to: backup, replaces: true)
    #expect(try contents(backup).count == 2)

    let other = directory.file("other")
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: false)
    try maintenance().backUp(to: other)
    #expect(try contents(other).count == 2)
    let precious = directory.file("precious")
    try FileManager.default.createDirectory(atPath: precious, withIntermediateDirectories: false)
    try Data("x".utf8).write(to: URL(fileURLWithPath: precious + "/diary"))
    #expect(throws: IndexError.alreadyExists(path: precious)) { try maintenance().backUp(to: precious) }
    #expect(throws: IndexError.self) { try maintenance().backUp(to: precious, replaces: true) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: precious) == ["diary"])
  }

  @Test func whatIsNotSoundTakesNoPlace() throws {
    try write([Document(id: "a", body: "film")])
    let backup = directory.file("backup")
    try maintenance().backUp(to: backup)
    let editor = try IndexEditor(backup)
    let entry = try editor.entries(\.documents)[0]
    try editor.put(entry.key, editor.value(of: entry, in: \.documents).map { $0 ^ 1 }, in: \.documents)
    #expect { try maintenance().restore(from: backup) } throws: { error in
      if case .corrupted? = error as? IndexError { true } else { false }
    }
    let refusal = IndexError.corrupted(path: "", detail: "no")
    let strict = IndexMaintenance(path: path) { (_) throws(IndexError) in throw refusal }
    #expect(throws: refusal) { try strict.shrink() }
    #expect(throws: refusal) { _ = try strict.rebuild() }
    #expect(throws: refusal) { try strict.backUp(to: directory.file("second")) }
    #expect(try names() == ["index", "backup"])
    #expect(try contents(path).count == 1)
  }

  @Test(arguments: Seeds.all) func aSmallerFileTakesThePlaceUnderReaders(seed: UInt64) throws {
    let expected = try writeTwice(seed)
    for _ in 0..<6 { try write(expected.values.sorted { $0.id < $1.id }) }
    let reader = try IndexReader(path: path)
    let before = try reader.statistics()
    #expect(before.freeBytes > 0 && before.fileBytes > before.freeBytes)
    try Data("keep".utf8).write(to: URL(fileURLWithPath: path + "/notes"))
    try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: path)
    do {
      let writer = try IndexWriter(path: path)
      #expect {
        try maintenance().shrink()
      } throws: { error in
        if case .locked? = error as? IndexError { true } else { false }
      }
      _ = try writer.compact()
      writer.close()
    }
    try maintenance().shrink()
    let after = try reader.statistics()
    #expect(after.fileBytes < before.fileBytes && after.freeBytes < before.freeBytes)
    let fresh = directory.file("fresh")
    try write(expected.values.sorted { $0.id < $1.id }, to: fresh)
    #expect(Double(after.fileBytes) <= 1.05 * Double(try bytes(fresh)) + 65_536)
    #expect(try contents(path).mapValues(\.document) == expected, "seed \(seed)")
    #expect(FileManager.default.fileExists(atPath: path + "/notes"))
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o750)
    #expect(try names() == ["index", "fresh"])
  }

  /// Names that are easily thought of for indexes of one's own.
  @Test func otherIndexesBesideItStay() throws {
    try write([Document(id: "a", body: "film")])
    let backup = directory.file("backup")
    let others = [".new", ".partial", ".damaged", ".old"].flatMap { [path + $0, backup + $0] }
    for (number, other) in others.enumerated() {
      try write([Document(id: "\(number)", body: "film")], to: other)
    }
    try maintenance().backUp(to: backup)
    try maintenance().backUp(to: backup, replaces: true)
    _ = try maintenance().rebuild()
    try maintenance().shrink()
    try maintenance().restore(from: backup)
    for (number, other) in others.enumerated() {
      #expect(try contents(other).keys.map(\.self) == ["\(number)"])
    }
    #expect(try names().count == others.count + 2)
  }

  @Test func aPathThatIsALinkStaysOne() throws {
    try write([Document(id: "a", body: "film")])
    let link = directory.file("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    try maintenance(link).shrink()
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
    #expect(try contents(link).count == 1 && contents(path).count == 1)
    #expect(try names() == ["index", "link"])
  }

  @Test(arguments: Seeds.all) func anIndexMadeAnewHasTheSameDocumentsAndThreads(seed: UInt64) throws {
    let expected = try writeTwice(seed)
    let before = try contents(path)
    #expect(before.mapValues(\.document) == expected)
    let report = try maintenance().rebuild(RequestedSettings(analyzer: "english", b: 0.5))
    #expect(report == RebuildReport(documents: expected.count))
    let reader = try IndexReader(path: path)
    #expect(reader.settings.analyzer == "english" && reader.settings.b == 0.5 && reader.settings.k1 == 1.2)
    let after = try contents(path)
    #expect(after.count == before.count)
    for (id, entry) in before {
      var document = after[id]?.document
      // A thread is written down where nothing else would tell of it any more.
      if entry.document.thread == nil, let parent = entry.document.parent, before[parent] == nil {
        document?.thread = nil
      }
      #expect(document == entry.document, "seed \(seed)")
      // Threads that were apart, since the parent came later, are brought together.
      if let parent = entry.document.parent, let above = after[parent] {
        #expect(entry.document.thread != nil || after[id]?.thread == above.thread, "seed \(seed)")
      } else {
        #expect(after[id]?.thread == entry.thread, "seed \(seed)")
      }
    }
    #expect(try names() == ["index"])
  }

  @Test func eachLossIsCounted() throws {
    // Stored documents of several blobs.
    var generator = SeededGenerator(seed: 5)
    let documents = (0..<400).map { number in
      Document(
        id: "d\(number)",
        body: (0..<120).map { _ in String(generator.next(), radix: 36) }.joined(separator: " "))
    }
    try write(documents, deleting: [])
    try write([], deleting: ["d7"])
    let editor = try IndexEditor(path)
    let blobs = try editor.entries(\.documents)
    #expect(blobs.count > 4)
    try editor.put(blobs[1].key, editor.value(of: blobs[1], in: \.documents).map { $0 ^ 1 }, in: \.documents)
    // What else there is does not matter.
    for table: KeyPath<Tables, Table> in [\.dictionary, \.postings, \.forms, \.identifiers] {
      for entry in try editor.entries(table) { try editor.put(entry.key, [1, 2, 3], in: table) }
    }
    let report = try maintenance().rebuild()
    #expect(report.lost > 10 && report.documents + report.lost == 399)
    #expect(report.problems == ["segment 0: blob 1 of the documents"])
    let found = try contents(path)
    #expect(found.count == report.documents && found["d7"] == nil)
    for (id, entry) in found { #expect("d" + id.dropFirst() == id && documents.contains(entry.document)) }
    #expect(try names() == ["index", "index.damaged"])
    #expect(throws: IndexError.self) { _ = try maintenance(path + ".damaged").rebuild(allowsLoss: false) }
  }

  @Test func documentsAreFoundWithoutTheColumnThatTellsOfThem() throws {
    let expected = try writeTwice(3)
    let editor = try IndexEditor(path)
    for entry in try editor.entries(\.columns) { try editor.put(entry.key, [1, 2, 3], in: \.columns) }
    #expect(try maintenance().rebuild().documents == expected.count)
    #expect(try contents(path).mapValues(\.document).keys.sorted() == expected.keys.sorted())
  }

  @Test func aDamagedTreeDoesNotKeepDocumentsFromBeingSaved() throws {
    let documents = documents(4)
    try write(documents)
    let file = URL(fileURLWithPath: path + "/data.mdb")
    let sound = try Data(contentsOf: file)
    // The page of the dictionary's tree: of each in turn its number is changed.
    var isFound = false
    for page in 2..<sound.count / 4096 where !isFound {
      var bytes = sound
      bytes[page * 4096] ^= 0xFF
      try bytes.write(to: file)
      do { _ = try IndexReader(path: path) } catch {
        isFound = error.description.contains("of table dictionary")
      }
    }
    #expect(isFound)
    let report = try maintenance().rebuild()
    // The dictionary is not needed for that.
    #expect(report == RebuildReport(documents: documents.count))
  }
}
