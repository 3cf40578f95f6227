import FTSDocument
import FTSQuery
import FTSTestSupport
import Foundation
import Testing

@testable import FTSCore

/// An index that an earlier build has made is read by this one, and found sound: nothing that is on disk has changed unnoticed.
@Suite struct GoldenIndexTests {
  /// A file of each format that is read.
  private static let resources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Resources")

  private static func file(_ format: UInt32) -> URL {
    resources.appendingPathComponent("format-\(format).mdb")
  }

  /// Always the same: a dense list, a sparse and short ones, values of every kind, threads, deleted documents.
  private static func documents() -> [Document] {
    var generator = SeededGenerator(seed: 4)
    return (0..<700).map { number in
      var document = Document(id: "d\(number)", kind: number % 3 == 0 ? .review : .comment)
      if number % 3 != 0 { document.parent = "d\(number / 3 * 3)" }
      document.body =
        "film" + (number % 2 == 0 ? " story" : "")
        + (0..<generator.number(0...2)).map { _ in " w\(generator.number(0...30))" }.joined()
      if number % 3 == 0 { document.title = "Naïve films \(number % 7)" }
      if number % 50 == 0 {
        document.author = "Zoë \(number % 4)"
        document.date = Timestamp(seconds: 1_356_998_400 + Int64(number) * 86_400).truncated(to: .day)
        document.rating = Double(number % 9) / 2
        document.url = "http://example.org/\(number)"
        document.language = "en"
        document.tags = ["sci fi", "comedy"]
        document.attributes = [Attribute("year", .number(2013)), Attribute("film", .string("Her"))]
      }
      return document
    }
  }

  @Test func anIndexOfThisFormatIsReadAndSound() throws {
    let file = Self.file(Manifest.format)
    if ProcessInfo.processInfo.environment["FTSD_WRITE_GOLDEN"] != nil { try Self.write(file) }
    let directory = try TemporaryDirectory()
    try FileManager.default.copyItem(at: file, to: URL(fileURLWithPath: directory.file("data.mdb")))
    var options = CheckOptions()
    options.documents = .all
    let report = try IndexCheck(path: directory.path, options: options).run()
    #expect(report.findings.isEmpty && report.documents == 700 && report.segments == 2, "\(report)")
    let reader = try IndexReader(path: directory.path)
    for document in Self.documents() {
      #expect(try reader.document(id: document.id)?.document == (document.id == "d5" ? nil : document))
    }
    let results = try reader.search(try QueryParser.parse("naive +film"), options: SearchOptions())
    #expect(results.total == 699 && results.hits.first?.document.title?.hasPrefix("Naïve") == true)
    #expect(
      reader.settings == IndexSettings(protectedWords: try WordList("Story"), weights: FieldWeights(title: 2))
    )
    #expect(try reader.search(try QueryParser.parse("story")).total == 350)
  }

  @Test func whoeverHasAnIndexOfAnotherFormatIsToldWhatToDo() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("index")
    do { try IndexWriter(path: path).close() }
    let editor = try IndexEditor(path)
    for (found, advice) in [
      (Manifest.format - 1, "index the sources again"), (Manifest.format + 1, "newer ftsd"),
    ] {
      try editor.edit(\.meta, at: 0) { $0[0] = UInt8(found) }
      let error = IndexError.unsupportedFormat(path: path, found: found, supported: Manifest.format)
      #expect(throws: error) { try IndexStore.open(path) }
      #expect(throws: error) { _ = try IndexMaintenance(path: path) { _ in }.rebuild() }
      #expect(error.description.contains(advice) && error.description.contains("format \(found)"))
    }
  }

  private static func write(_ file: URL) throws {
    let directory = try TemporaryDirectory()
    let documents = documents()
    let writer = try IndexWriter(
      path: directory.file("index"),
      settings: RequestedSettings(protectedWords: try WordList("Story"), titleWeight: 2))
    for document in documents.prefix(600) { try writer.add(document) }
    try writer.commit()
    for document in documents.dropFirst(600) { try writer.add(document) }
    #expect(try writer.delete(id: "d5"))
    try writer.commit()
    writer.close()
    // A copy has no free pages.
    let copy = directory.file("copy")
    try IndexMaintenance(path: directory.file("index")) { _ in }.backUp(to: copy)
    try FileManager.default.createDirectory(at: resources, withIntermediateDirectories: true)
    try? FileManager.default.removeItem(at: file)
    try FileManager.default.copyItem(atPath: copy + "/data.mdb", toPath: file.path)
  }
}
