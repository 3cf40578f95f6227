import FTSDocument
import FTSTestSupport
import Foundation
import Testing

@testable import FTSCorpus

@Suite struct DocumentReaderTests {
  @Test(arguments: [
    ("{\"id\":1}", SourceFormat.jsonl), ("\n\n  {\"id\":1}", .jsonl), ("[\n{\"id\":1}]", .jsonl),
    ("<?xml version=\"1.0\"?><rss xmlns:wp=\"http://wordpress.org/export/1.2/\">", .wxr),
    ("<!doctype html><p>", .html), ("---\ntitle: Her\n---\nText", .markdown), ("---\n\nText", .page),
    ("From a@b Mon Dec 30 18:05:00 2013\nSubject: x\n", .mbox), ("From here on\n\nText", .page),
    ("Her (Spike Jonze, 2013)\n\nText", .page), ("\n\nTitle", .page), ("[REC] (2007)", .page),
    ("<?xml version=\"1.0\"?>\n<!-- <b> -->\n<posts>\n<row Id=\"1\"/></posts>", .stackexchange),
    ("<comments><row/></comments>", .stackexchange), ("<posts>\n", .stackexchange),
    ("<?xml version=\"1.0\"?><disqus xmlns=\"http://disqus.com\">", .disqus),
    ("{\"subreddit\":\"a\",\"author\":\"b\",\"link_id\":\"t3_1\",\"body\":\"c\"}", .reddit),
    ("{\"author\":\"b\",\"title\":\"t\",\"selftext\":\"\",\"subreddit\":\"a\",\"cut\":\"of", .reddit),
    ("{\"id\":1,\"type\":\"story\",\"by\":\"a\",\"time\":1}", .hackernews),
    ("[{\"deleted\":true,\"id\":1,\"type\":\"comment\",\"time\":1}]", .hackernews),
    ("{\"objectID\":\"1\",\"_tags\":[\"x\",\"story\"],\"author\":\"a\",\"created_at_i\":1}", .hackernews),
    ("{\"id\":1,\"type\":\"essay\",\"by\":\"a\",\"time\":1}", .jsonl),
    ("{\"id\":1,\"type\":\"comment\",\"text\":\"a\"}", .jsonl),
    ("{\"author\":\"a\",\"title\":\"b\"}", .jsonl),
    ("Title,Text\nA,B", .csv), ("\"Review Text\";author\n1;2", .page), ("title;rating\n1;2", .csv),
    ("text\tdate\n", .tsv), ("Title,Text\nA,B,C", .page), ("Review, comment\n\nText", .page),
  ])
  func formatsAreToldByContent(text: String, format: SourceFormat) {
    #expect(FormatDetector.format(of: Array(text.utf8)) == format)
  }

  @Test(arguments: [
    "<body>", "<?xml version=\"1.0\"?><rss>", "\u{7F}ELF\u{0}", "PK\u{3}\u{4}", "", "  \n",
  ])
  func otherContentIsNoFormat(text: String) {
    #expect(FormatDetector.format(of: Array(text.utf8)) == nil)
  }

  @Test func keysThatAreMappedTellColumnsToo() {
    let table = Array("Kommentar;Autor\na;b".utf8)
    #expect(FormatDetector.format(of: table) == .page)
    #expect(FormatDetector.format(of: table, fieldMap: ["Kommentar": .text, "Autor": .author]) == .csv)
    #expect(FormatDetector.format(of: table, path: "a/B.CSV.gz") == .csv)
    #expect(FormatDetector.format(of: table, path: "b.tsv") == .tsv)
  }

  @Test func recordsOfOthersAreJSONLinesWhereKeysAreMapped() throws {
    let bytes = try Samples.bytes("reddit.jsonl")
    #expect(FormatDetector.format(of: bytes) == .reddit)
    #expect(FormatDetector.format(of: bytes, fieldMap: ["selftext": .text]) == .jsonl)
  }

  @Test func aStoryIsToldByItsCommentsWhereTheyHideIt() throws {
    let bytes = Array(try Samples.bytes("hackernews-item.json").prefix(900))
    #expect(FormatDetector.format(of: bytes) == .hackernews)
  }

  @Test func aParagraphIsNoTitle() {
    #expect(FormatDetector.format(of: [UInt8](repeating: UInt8(ascii: "x"), count: 301)) == nil)
  }

  @Test func directoriesAreWalkedInOrderWithoutHiddenFiles() throws {
    let directory = try TemporaryDirectory()
    for name in ["b.jsonl", "a/z.jsonl", "a/B.jsonl", "c.jsonl", ".hidden.jsonl", ".git/x.jsonl"] {
      try directory.write(name, Array("{\"id\":\"\(name)\"}".utf8))
    }
    #expect(events([directory.path]).documents.map(\.id) == ["a/B.jsonl", "a/z.jsonl", "b.jsonl", "c.jsonl"])
    #expect(
      events([directory.file("c.jsonl"), directory.file("b.jsonl")]).documents.map(\.id) == [
        "c.jsonl", "b.jsonl",
      ])
  }

  @Test("Any two files of a directory precede each other as they are read", arguments: Seeds.all)
  func precedenceIsTheOrderOfReading(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    for _ in 0..<60 {
      let names = (0...Int.random(in: 0...3, using: &generator)).map { _ in
        ["a", "a-", "b", "B", "Posts.xml", "posts.XML.gz", "ü"].randomElement(using: &generator) ?? "a"
      }
      // A name may be there already, as a file or as a directory.
      _ = try? directory.write(names.joined(separator: "/"), [])
    }
    let files: [String] = SourceWalker.entries(of: [directory.path]).compactMap {
      if case .file(let path, _, _) = $0 { path } else { nil }
    }
    #expect(files.count > 10)
    #expect(files.shuffled(using: &generator).sorted(by: SourceWalker.precedes) == files, "seed \(seed)")
  }

  @Test("A file alone is read as it is in its directory")
  func filesAreReadAsFound() throws {
    let directory = try TemporaryDirectory()
    let notes = try directory.write("notes.md", Array("Notes".utf8))
    let page = try directory.write("page.txt", Array("Title\n\nBody".utf8))
    func read(_ path: String) -> (titles: [String?], refused: Int) {
      let reader = DocumentReader(found: path, options: SourceOptions())
      var all: [SourceEvent] = []
      reader.forEach { all.append($0) }
      return (all.documents.map(\.title), reader.refusedFiles)
    }
    #expect(read(notes) == ([], 0))
    #expect(read(page) == (["Title"], 0))
    #expect(read(directory.file("missing")) == ([], 1))
    // No system call fails for it.
    try directory.write("page.txt", [0xFF, 0xFE, 0x41, 0x00])
    #expect(read(page) == ([], 0))
  }

  @Test("What is made of a file is named by what decides it")
  func optionsAreNamed() {
    let all = [
      SourceOptions(), SourceOptions(format: .jsonl), SourceOptions(includesUnapproved: true),
      SourceOptions(fieldMap: ["a": .text]), SourceOptions(fieldMap: ["a": .title]),
      SourceOptions(fieldMap: ["a": .text, "b": .title]),
    ]
    #expect(Set(all.map(\.fingerprint)).count == all.count)
    #expect(all.map(\.fingerprint) == all.map { $0.forgettingSites().fingerprint })
  }

  @Test func postsOfADumpAreReadBeforeItsComments() throws {
    let all = events([Samples.path("film.stackexchange.com")])
    #expect(all.documents.map(\.id).prefix(5).last == "film.stackexchange.com/p/1#comment-1")
    #expect(all.documents.count == 4 + 4)
  }

  @Test func tablesOfOtherThingsArePassedOverInDirectories() throws {
    let directory = try TemporaryDirectory()
    let prices = try directory.write("prices.csv", Array("product,price\nkettle,30\n".utf8))
    try directory.write("reviews.csv", Array("title,text\nKettle,Sings.\n".utf8))
    #expect(events([directory.path]).documents.map(\.title) == ["Kettle"])
    #expect(events([directory.path]).problems.isEmpty)
    #expect(
      events([prices]).problems.map(\.description) == [
        "\(prices):1: no column is known for title or text, and none is mapped to them: product, price"
      ])
  }

  @Test func filesOfNoFormatArePassedOverAndCounted() throws {
    let directory = try TemporaryDirectory()
    try directory.write("image.bin", [0, 1, 2, 3])
    try directory.write("notes.md", Array("Notes".utf8))
    try directory.write("empty", [])
    try directory.write("page.txt", Array("Title\n\nBody".utf8))
    try directory.write("page.TEXT.gz", Array("Other\n\nBody".utf8))
    let reader = DocumentReader(sources: [directory.path])
    var all: [SourceEvent] = []
    reader.forEach { all.append($0) }
    #expect(all.documents.map(\.title) == ["Other", "Title"])
    #expect(all.problems.isEmpty)
    #expect(reader.unrecognizedFiles == 3)
    #expect(reader.filesRead == 2)
  }

  @Test func aNamedFileOfNoFormatIsAProblem() throws {
    let directory = try TemporaryDirectory()
    let binary = try directory.write("image.bin", [0, 1, 2, 3])
    let empty = try directory.write("empty.txt", [])
    let markdown = try directory.write("notes.md", Array("Notes".utf8))
    let all = events([binary, empty, markdown])
    #expect(all.documents.map(\.title) == ["notes"])
    #expect(all.documents.map(\.body) == ["Notes"])
    #expect(all.problems.map(\.severity) == [.fileSkipped, .fileSkipped])
    #expect(all.problems.map(\.source) == [binary, empty])
    #expect(all.problems.last?.reason == "empty")
  }

  @Test func aControlCharacterCostsNoMoreThanItsRecord() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(
      "a", Array("{\"id\":1,\"text\":\"a\u{1}b\"}\n{\"id\":2,\"text\":\"c\"}\n".utf8))
    let all = events([path])
    #expect(all.documents.map(\.id) == ["2"])
    #expect(all.problems.map(\.severity) == [.recordSkipped])
    let page = try directory.write("b.txt", Array("Title\n\na\u{0}b".utf8))
    #expect(events([page]).problems.first?.reason.contains("byte 8") == true)
    let rich = try directory.write("c.rtf", Array("{\\rtf1 text}".utf8))
    #expect(events([rich]).problems.map(\.severity) == [.fileSkipped])
  }

  @Test func aFormatGivenIsNotGuessed() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("a", Array("{\"id\":1}".utf8))
    #expect(events([path], SourceOptions(format: .page)).documents.map(\.title) == ["{\"id\":1}"])
    #expect(events([path], SourceOptions(format: .wxr)).documents.isEmpty)
    #expect(events([directory.path], SourceOptions(format: .wxr)).isEmpty)
  }

  @Test func pathsThatCannotBeOpenedAreToldAndTheRestRead() throws {
    let directory = try TemporaryDirectory()
    let good = try directory.write("good.jsonl", Array("{\"id\":1}".utf8))
    let all = events([directory.file("missing"), good])
    #expect(all.documents.count == 1)
    #expect(all.problems.map(\.reason) == ["cannot be opened: No such file or directory"])
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may read everything"))
  func whatMayNotBeReadIsTold() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("secret/a.jsonl", Array("{\"id\":1}".utf8))
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    #expect(events([path]).problems.first?.reason == "cannot be opened: Permission denied")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: directory.file("secret"))
    #expect(events([directory.path]).problems.first?.reason == "cannot be listed: Permission denied")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.file("secret"))
  }

  @Test func linksInCirclesAreSurvived() throws {
    let directory = try TemporaryDirectory()
    try directory.write("a/one.jsonl", Array("{\"id\":1}".utf8))
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: directory.file("a/up"), withDestinationPath: "..")
    try manager.createSymbolicLink(atPath: directory.file("a/self"), withDestinationPath: "self")
    try manager.createSymbolicLink(atPath: directory.file("a/gone.jsonl"), withDestinationPath: "nowhere")
    let all = events([directory.path])
    #expect(all.documents.map(\.id) == ["1"])
    #expect(all.problems.count == 2)
  }

  @Test func byteOrderMarksArePassedOverOrTold() throws {
    let directory = try TemporaryDirectory()
    let utf8 = try directory.write("8.jsonl", [0xEF, 0xBB, 0xBF] + Array("{\"id\":1}".utf8))
    let little = try directory.write("16le.txt", [0xFF, 0xFE, 0x41, 0x00])
    let big = try directory.write("16be.txt", [0xFE, 0xFF, 0x00, 0x41])
    let all = events([utf8, little, big])
    #expect(all.documents.map(\.id) == ["1"])
    #expect(all.problems.map(\.reason) == ["UTF-16; convert it to UTF-8", "UTF-16; convert it to UTF-8"])
  }

  @Test func progressCountsBytesOnDisk() throws {
    let directory = try TemporaryDirectory()
    let line = "{\"id\":1,\"text\":\"" + String(repeating: "x", count: 1000) + "\"}\n"
    let text = Array(String(repeating: line, count: 1000).utf8)
    try directory.write("a.jsonl", text)
    try directory.write("b.jsonl", text)
    let reader = DocumentReader(sources: [directory.path])
    #expect(reader.progress.totalBytes == 2 * text.count)
    var last = 0
    var grew = 0
    reader.forEach { _ in
      let now = reader.progress.bytesRead
      #expect(now >= last)
      if now > last { grew += 1 }
      last = now
    }
    #expect(grew >= 6)
    #expect(reader.progress.bytesRead == 2 * text.count)
    #expect(DocumentReader(sources: ["-"]).progress.totalBytes == nil)
  }

  @Test func aNamedPipeIsReadToItsEnd() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("pipe")
    // SAFETY: the call reads a C string.
    let made = unsafe mkfifo(path, 0o600)
    try #require(made == 0)
    let writer = Thread {
      let pipe = FileHandle(forWritingAtPath: path)
      for id in 1...3 { pipe?.write(Data("{\"id\":\(id)}\n".utf8)) }
      try? pipe?.close()
    }
    writer.start()
    let reader = DocumentReader(sources: [path])
    var all: [SourceEvent] = []
    reader.forEach { all.append($0) }
    #expect(all.documents.map(\.id) == ["1", "2", "3"])
    #expect(reader.progress.bytesRead == 27)
    #expect(reader.progress.totalBytes == nil)
    #expect(events([directory.path]).isEmpty, "in a directory it is passed over")
  }

  @Test func theBodyMayStopTheReading() throws {
    struct Stop: Error {}
    let directory = try TemporaryDirectory()
    try directory.write("a.jsonl", Array("{\"id\":1}\n{\"id\":2}\n".utf8))
    var count = 0
    #expect(throws: Stop.self) {
      try DocumentReader(sources: [directory.path]).forEach { (_: SourceEvent) throws(Stop) in
        count += 1
        throw Stop()
      }
    }
    #expect(count == 1)
  }

  @Test func theSampleCorpusIsReadWhole() throws {
    let reader = DocumentReader(sources: [Sample.directory])
    var all: [SourceEvent] = []
    reader.forEach { all.append($0) }
    #expect(all.problems.isEmpty)
    #expect(reader.unrecognizedFiles == 1, "the README")
    let documents = all.documents
    #expect(documents.filter { $0.kind == .review }.count == 8 + 4 + 7)
    #expect(documents.filter { $0.kind == .comment }.count == 13 + 8 + 4)
    #expect(documents.filter { $0.kind.rawValue == "pingback" }.count == 2)
    #expect(Set(documents.map(\.id)).count == documents.count)
    let ids = Set(documents.map(\.id))
    #expect(documents.allSatisfy { $0.parent.map(ids.contains) ?? true }, "every parent is there")
    let hits = documents.filter { $0.body.lowercased().contains("humanism") }
    #expect(hits.contains { $0.kind == .review } && hits.contains { $0.kind == .comment })
  }
}
