import FTSCorpus
import FTSDocument
import FTSQuery
import FTSTestSupport
import Foundation
import Testing

@testable import FTSCore

/// Words of scripts without spaces, and Korean words inside longer ones, are found wherever they stand.
@Suite struct UnspacedTextTests {
  private static let documents = [
    Document(id: "ko", title: "서울에서", body: "그는 1924년에 서울특별시에서 태어났다. K팝을 좋아하는 대통령이 되었다."),
    Document(id: "ko2", body: "대한민국의 왕은 없다. 국왕 만세! 남서울 대통 통령."),
    Document(id: "ja", body: "東京都に住んでいます。プログラミング言語を学ぶ。人々は猫が好きだ。"),
    Document(id: "ja2", body: "京都の大学でﾌﾟﾛｸﾞﾗﾑを書いた。"),
    Document(id: "zh", body: "我爱北京天安门,天安门上太阳升。"),
    Document(id: "th", body: "ฉันรักภาษาไทยและเด็กๆ"),
    Document(id: "en", body: "A film of Seoul (서울), in 1924."),
  ]

  private let directory: TemporaryDirectory
  private let reader: IndexReader

  init() throws {
    directory = try TemporaryDirectory()
    reader = try Self.index(Self.documents, directory.file("index"))
  }

  private static func index(_ documents: [Document], _ path: String) throws -> IndexReader {
    try IndexWriter.write(documents, to: path)
    return try IndexReader(path: path)
  }

  @Test(
    "words are found inside longer ones, and nothing else is",
    arguments: [
      ("서울", "en ko ko2"), ("서울특별시", "ko"), ("대통령", "ko"), ("대통", "ko ko2"), ("울특", "ko"), ("서울시", ""),
      ("왕", "ko2"), ("국왕", "ko2"), ("령", "ko ko2"), ("K팝", "ko"), ("1924년", "ko"), ("1924", "en ko"),
      ("東京", "ja"), ("京都", "ja ja2"), ("東京都", "ja"), ("都", "ja ja2"), ("猫", "ja"), ("人々", "ja"),
      ("プログラミング", "ja"), ("プログラム", "ja2"), ("ﾌﾟﾛｸﾞﾗ", "ja ja2"), ("天安门", "zh"), ("安天", ""),
      ("ภาษา", "th"), ("ภาษาไทย", "th"), ("เด็ก", "th"), ("เด็", "th"), ("เด", ""), ("ด", "th"),
      ("\"왕 만세\"", "ko2"), ("\"국왕 만세\"", "ko2"), ("\"왕은 없다\"", "ko2"), ("\"국 만세\"", ""), ("\"왕 없다\"", ""),
      ("\"1924년에 서울\"", "ko"), ("\"왕 만세\"~3", "ko2"), ("대통*", "ko ko2"), ("대통령*", "ko"), ("서*", "en ko ko2"),
      ("서?", "en ko ko2"), ("대통렁~1", "ko ko2"), ("왕~1", "ko2"), ("title:서울", "ko"), ("+서울 -대통령", "en ko2"),
    ])
  func words(text: String, expected: String) throws {
    let query = try QueryParser.parse(text)
    #expect(try reader.ids(query).joined(separator: " ") == expected)
  }

  @Test("filters look into values as queries do into texts")
  func filters() throws {
    var document = Document(id: "a", body: "x")
    document.tags = ["서울영화제에서", "북극"]
    document.author = "홍길동"
    let reader = try Self.index([document], directory.file("filters"))
    for text in ["tag:영화제", "tag:영", "tag:\"서울 영화\"", "author:길동", "tag:\"북극\"", "tag:영화*"] {
      let isFound = try !reader.ids(try QueryParser.parse(text)).isEmpty
      #expect(isFound == (text != "tag:\"서울 영화\""), "\(text)")
    }
  }

  @Test("what is sought is marked, and only that")
  func highlights() throws {
    for (query, expected) in [
      ("서울", ["서울"]), ("대통령", ["대통령"]), ("서울특별시 태어", ["서울특별시", "태어"]), ("년", ["년"]), ("K팝", ["K", "팝"]),
      ("\"1924년에 서울\"", ["1924", "년에", "서울"]),
    ] {
      let found = try reader.search(try QueryParser.parse("+(\(query)) +좋아"), options: SearchOptions())
      let snippet = try #require(found.hits.first { $0.document.id == "ko" }?.snippet)
      let bytes = Array(snippet.text.utf8)
      let marked = snippet.highlights.map { String(decoding: bytes[$0], as: UTF8.self) }
      #expect(marked.filter { $0 != "좋아" } == expected, "\(query)")
      #expect(marked.contains("좋아"))
    }
  }

  @Test("synonyms, suggestions, checks and explanations know of pairs")
  func others() throws {
    var options = SearchOptions()
    options.dictionaries.synonyms = try Synonyms("수도, 서울\n붉은 악마, 대통령")
    for (text, count) in [("수도", 3), ("붉은 악마", 1)] {
      #expect(try reader.search(try QueryParser.parse(text), options: options).total == count, "\(text)")
    }
    #expect(try reader.suggest("서울", limit: 3) == [] && reader.suggest("서", limit: 3) == [])
    var check = CheckOptions()
    check.documents = .all
    let report = try IndexCheck(path: directory.file("index"), options: check).run()
    #expect(report.findings.isEmpty && report.searched == Self.documents.count, "\(report)")
  }

  @Test("a text is found by every part of it, as a search through characters finds it", arguments: Seeds.all)
  func naive(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    // Characters of all kinds of scripts, few, so that they come again; marks belong to what they stand on.
    let characters = ["서", "울", "東", "京", "に", "ッ", "ー", "ก่", "ก", "เ", "ㅋ"]
    func run(_ length: ClosedRange<Int>) -> [String] {
      (0..<generator.number(length)).map { _ in characters.randomElement(using: &generator)! }
    }
    let texts: [[[String]]] = (0..<60).map { _ in (0..<generator.number(1...5)).map { _ in run(1...9) } }
    let documents = texts.enumerated().map { number, runs in
      Document(
        id: "d\(number)",
        body: runs.map { $0.joined() }.joined(separator: [" ", ", ", "x"].randomElement(using: &generator)!))
    }
    let reader = try Self.index(documents, directory.file("naive"))
    // A single character is also found with marks that it does not have.
    func begins(_ run: ArraySlice<String>, with part: [String]) -> Bool {
      part.count == 1
        ? run.first?.unicodeScalars.starts(with: part[0].unicodeScalars) ?? false : run.starts(with: part)
    }
    var found = 0
    for round in 0..<150 {
      let part = run(1...4)
      let expected = texts.indices.filter {
        texts[$0].contains { run in run.indices.contains { begins(run[$0...], with: part) } }
      }.map { "d\($0)" }.sorted()
      for query in [
        Query(.text(.word(part.joined()), in: nil)), Query(.text(.prefix(part.joined()), in: .body)),
      ] {
        #expect(try reader.ids(query) == expected, "seed \(seed), round \(round), \(part)")
      }
      found += expected.count
      // Words side by side: the first ends where its run does.
      let next = run(1...2)
      let phrase = texts.indices.filter { text in
        texts[text].indices.dropLast().contains { place in
          texts[text][place].suffix(part.count) == part[...]
            && begins(texts[text][place + 1][...], with: next)
        }
      }.map { "d\($0)" }.sorted().filter { id in !documents.first { $0.id == id }!.body.contains("x") }
      let phrased = try reader.ids(Query(.text(.phrase(part.joined() + " " + next.joined()), in: nil)))
        .filter { id in !documents.first { $0.id == id }!.body.contains("x") }
      #expect(phrased == phrase, "seed \(seed), round \(round), \(part) \(next)")
    }
    #expect(found > 0)
  }

  /// Words and how many of the 400 articles have them: as a part of a word at all, and as a word by itself between
  /// spaces and punctuation. Counted with other tools, and the words around them looked at.
  private static let korean = [
    ("서울", 44, 21), ("대통령", 52, 27), ("한국", 111, 49), ("미국", 153, 102), ("일본", 94, 63), ("전쟁", 93, 54),
    ("음악", 61, 34), ("도시", 72, 30), ("왕국", 29, 14), ("혁명", 53, 16), ("물리학", 58, 24), ("수학", 99, 32),
    ("컴퓨터", 76, 60), ("소설", 40, 19), ("헌법", 31, 13), ("선거", 29, 13), ("섬", 65, 8), ("지진", 11, 5),
    ("언어", 90, 42),
    ("축구", 8, 2),
  ]

  @Test(
    "Korean articles are found by words inside their words",
    .enabled(if: SharedData.directory != nil, "the shared corpora are not on this machine"))
  func koreanArticles() throws {
    let path = directory.file("korean")
    let writer = try IndexWriter(path: path)
    var texts: [String: String] = [:]
    DocumentReader(sources: [SharedData.file("corpora/kowiki-sample.jsonl")]).forEach { event in
      guard case .document(let document) = event else { return }
      texts[document.id] = (document.title ?? "") + "\n" + document.body
      #expect(throws: Never.self) { try writer.add(document) }
    }
    try writer.commit()
    writer.close()
    let reader = try IndexReader(path: path)
    #expect(texts.count == 400)
    for (word, count, alone) in Self.korean {
      let found = try reader.ids(Query(.text(.word(word), in: nil)))
      #expect(found.count == count && count > alone, "\(word)")
      #expect(found == texts.filter { $0.value.contains(word) }.map(\.key).sorted(), "\(word)")
    }
  }
}
