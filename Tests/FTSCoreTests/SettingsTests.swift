import FTSCore
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@Suite struct SettingsTests {
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("deep/er/index")
  }

  private func error(_ body: () throws(IndexError) -> Void) -> IndexError? {
    do { try body() } catch { return error }
    return nil
  }

  @Test func anIndexKeepsItsSettings() throws {
    do {
      _ = try IndexWriter(
        path: path, settings: RequestedSettings(analyzer: "german", k1: 0.9, b: 0.4, titleWeight: 5))
    }
    do {
      #expect(
        try IndexWriter(path: path).settings
          == IndexSettings(analyzer: "german", k1: 0.9, b: 0.4, weights: FieldWeights(title: 5)))
    }
    do {
      _ = try IndexWriter(
        path: path, settings: RequestedSettings(analyzer: "german", k1: 0.9, b: 0.4, titleWeight: 5))
    }
    #expect(try IndexReader(path: path).settings.analyzer == "german")
  }

  @Test func otherSettingsThanThoseOfTheIndexAreRefused() throws {
    do { _ = try IndexWriter(path: path) }
    #expect(
      error { () throws(IndexError) in _ = try IndexWriter(path: path, analyzer: "german") }
        == .settingsMismatch(setting: "analyzer", recorded: "english", requested: "german"))
    #expect(
      error { () throws(IndexError) in _ = try IndexWriter(path: path, settings: RequestedSettings(k1: 2)) }
        == .settingsMismatch(setting: "k1", recorded: "1.2", requested: "2.0"))
    #expect(
      error { () throws(IndexError) in _ = try IndexWriter(path: path, settings: RequestedSettings(b: 0)) }
        == .settingsMismatch(setting: "b", recorded: "0.75", requested: "0.0"))
    #expect(
      error { () throws(IndexError) in
        _ = try IndexWriter(path: path, settings: RequestedSettings(titleWeight: 4))
      }
        == .settingsMismatch(setting: "the weight of titles", recorded: "3.0", requested: "4.0"))
    // The refused writers hold no lock.
    _ = try IndexWriter(path: path)
  }

  @Test(
    arguments: [
      (nil, Float(-1), nil, nil), (nil, .nan, nil, nil), (nil, .infinity, nil, nil), (nil, 3e38, nil, nil),
      (nil, nil, -0.1, nil), (nil, nil, 1.5, nil), (nil, nil, .nan, nil),
      (nil, nil, nil, 0), (nil, nil, nil, 1001), (nil, nil, nil, .nan),
      ("klingon", nil, nil, nil), ("", nil, nil, nil),
    ] as [(String?, Float?, Float?, Float?)])
  func settingsOutOfRangeAreRefusedAndNothingIsCreated(
    analyzer: String?, k1: Float?, b: Float?, titleWeight: Float?
  ) throws {
    guard
      case .invalidSetting = error({ () throws(IndexError) in
        _ = try IndexWriter(
          path: path, settings: RequestedSettings(analyzer: analyzer, k1: k1, b: b, titleWeight: titleWeight))
      })
    else {
      Issue.record("accepted")
      return
    }
    #expect(error { () throws(IndexError) in _ = try IndexReader(path: path) } == .notFound(path: path))
  }

  @Test(arguments: [(Float(0), Float(0)), (0, 1), (1_000, 0), (1_000, 1)])
  func extremeSettingsFindAndRankAll(k1: Float, b: Float) throws {
    let writer = try IndexWriter(path: path, settings: RequestedSettings(analyzer: "simple", k1: k1, b: b))
    defer { writer.close() }
    for number in 0..<300 {
      try writer.add(
        Document(id: "d\(number)", title: "film", body: String(repeating: " film", count: number)))
    }
    try writer.add(Document(id: "rare", body: "rare film"))
    try writer.commit()
    let reader = try IndexReader(path: path)
    var options = SearchOptions()
    let queries = [
      "film", "film rare", "+film +rare", "\"rare film\" film", "title:\"film film\" film",
      "title:\"film film\"~4 film",
    ]
    for query in queries {
      options.isExhaustive = false
      let pruned = try reader.search(try QueryParser.parse(query), options: options)
      options.isExhaustive = true
      #expect(try reader.search(try QueryParser.parse(query), options: options) == pruned)
      #expect(pruned.total == (query.contains("+") ? 1 : 301))
      #expect(pruned.hits.allSatisfy { $0.score.isFinite && $0.score >= 0 })
    }
  }

  @Test func whereThereIsNoIndexAReaderSaysSo() throws {
    #expect(error { () throws(IndexError) in _ = try IndexReader(path: path) } == .notFound(path: path))
    let empty = try TemporaryDirectory()
    #expect(
      error { () throws(IndexError) in _ = try IndexReader(path: empty.path) } == .notFound(path: empty.path))
  }

  @Test func aPathThatCannotBeADirectoryIsUnusable() throws {
    guard case .unusable = error({ () throws(IndexError) in _ = try IndexWriter(path: "/dev/null/index") })
    else {
      Issue.record("no error")
      return
    }
  }

  @Test func idsThatCannotBeKeysAreRefusedAndTheWriterGoesOn() throws {
    let writer = try IndexWriter(path: path)
    defer { writer.close() }
    let longest = String(repeating: "é", count: IndexWriter.maximumIDBytes / 2)
    for id in ["", longest + "x"] {
      guard
        case .invalidDocument = error({ () throws(IndexError) in
          try writer.add(Document(id: id, body: "film"))
        })
      else {
        Issue.record("accepted \(id)")
        return
      }
    }
    try writer.add(Document(id: longest, body: "film"))
    try writer.add(Document(id: "\0", body: "film"))
    try writer.commit()
    let reader = try IndexReader(path: path)
    #expect(try reader.document(id: longest) != nil && reader.document(id: "\0") != nil)
    #expect(try reader.search(try QueryParser.parse("film")).total == 2)
    #expect(try reader.document(id: "") == nil)
    #expect(try reader.document(id: String(repeating: "x", count: 10_000)) == nil)
    #expect(try !writer.delete(id: "") && !writer.delete(id: longest + longest))
  }
}
