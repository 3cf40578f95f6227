import FTSDocument
import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct StoredDocumentTests {
  private static func text(_ generator: inout SeededGenerator, _ longest: Int = 40) -> String {
    let scalars: [Unicode.Scalar] = ["a", "é", "\u{0301}", "漢", "🏳", "\u{0}", "\n", " ", "z", "\u{10FFFF}"]
    var text = ""
    for _ in 0..<generator.number(0...longest) {
      text.unicodeScalars.append(scalars.randomElement(using: &generator) ?? "a")
    }
    return text
  }

  static func document(_ generator: inout SeededGenerator) -> Document {
    func maybe() -> String? { generator.chance(0.5) ? text(&generator) : nil }
    var document = Document(
      id: text(&generator),
      kind: [.review, .comment, Kind(rawValue: "note")].randomElement(using: &generator) ?? .review,
      parent: maybe(), thread: maybe(), title: maybe(), author: maybe(), url: maybe(), language: maybe(),
      body: text(&generator, 3_000))
    if generator.chance(0.5) {
      document.date = Timestamp(
        seconds: Int64.random(in: .min ... .max, using: &generator),
        precision: Timestamp.Precision(rawValue: UInt8(generator.number(0...3))) ?? .day)
    }
    if generator.chance(0.5) { document.rating = Double.random(in: -1e300...1e300, using: &generator) }
    document.tags = (0..<generator.number(0...3)).map { _ in text(&generator) }
    document.attributes = (0..<generator.number(0...3)).map { _ in
      generator.chance(0.5)
        ? Attribute(text(&generator), .string(text(&generator)))
        : Attribute(text(&generator), .number(Double.random(in: -1...1, using: &generator)))
    }
    return document
  }

  @Test(arguments: Seeds.all) func documentsAreReadAsWritten(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let document = Self.document(&generator)
      var writer = ByteWriter()
      DocumentCodec.encode(document, into: &writer)
      withBlob(writer.bytes) { #expect(DocumentCodec.decode($0) == document, "seed \(seed)") }
    }
  }

  @Test(arguments: Seeds.all) func damagedDocumentsAreRefusedOrReadButNeverFatal(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      var writer = ByteWriter()
      DocumentCodec.encode(Self.document(&generator), into: &writer)
      var bytes = writer.bytes
      withBlob(Array(bytes.dropLast(generator.number(1...bytes.count)))) {
        #expect(DocumentCodec.decode($0) == nil, "seed \(seed)")
      }
      for _ in 0..<generator.number(1...5) {
        bytes[generator.number(0...bytes.count - 1)] = .random(in: 0...255, using: &generator)
      }
      withBlob(bytes) { _ = DocumentCodec.decode($0)?.date?.description }
    }
  }

  @Test(arguments: Seeds.all) func framesGiveBackEachRecord(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let zstandard = Zstandard()
    var builder = FrameBuilder()
    #expect(builder.isEmpty)
    let records = (0..<40).map { _ in
      (
        thread: generator.bytes(generator.number(0...20)),
        document: generator.bytes(generator.number(0...900))
      )
    }
    for record in records { builder.append(thread: record.thread, document: record.document) }
    #expect(builder.isFull == (records.reduce(0) { $0 + $1.document.count } > DocumentFrame.targetSize))
    let compressed = FrameCompressor(nil).compress(builder.take())
    #expect(builder.isEmpty && !builder.isFull)
    let frame = withBlob(compressed) { zstandard.decompress($0, limit: DocumentFrame.maximumSize) } ?? []
    for (index, record) in records.enumerated() {
      let found = DocumentFrame.withRecord(index, of: frame) { [$0.thread.array, $0.document.array] }
      #expect(found == [record.thread, record.document], "seed \(seed)")
    }
    #expect(DocumentFrame.withRecord(records.count, of: frame) { $0.thread.count } == nil)
  }

  @Test func compressedBytesThatClaimTooMuchAreRefused() {
    let zstandard = Zstandard()
    let compressor = FrameCompressor(nil)
    let compressed = compressor.compress([UInt8](repeating: 7, count: 100_000))
    withBlob(compressed) { frame in
      #expect(zstandard.decompress(frame, limit: 99_999) == nil)
      #expect(zstandard.decompress(frame, limit: 100_000)?.count == 100_000)
      for length in 0..<frame.count {
        #expect(frame.slice(0, length).flatMap { zstandard.decompress($0, limit: 1 << 20) } == nil)
      }
    }
    withBlob(compressor.compress([])) { #expect(zstandard.decompress($0, limit: 10) == []) }
  }

  /// Documents that have much in common.
  private static func lines(_ count: Int, _ generator: inout SeededGenerator) -> [[UInt8]] {
    let words = (0..<400).map { _ in generator.bytes(generator.number(2...9)) }
    return (0..<count).map { _ in
      Array((0..<generator.number(20...200)).map { _ in words[generator.number(0...399)] }.joined())
    }
  }

  @Test(arguments: Seeds.all) func aDictionaryMakesFramesSmallerAndGivesThemBack(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let documents = Self.lines(2_000, &generator)
    let bytes = documents.reduce(0) { $0 + $1.count }
    let dictionary = try #require(
      try DictionaryTrainer.train(count: documents.count, bytes: bytes) { document, frame in
        frame.append(thread: [], document: documents[Int(document)])
      })
    #expect(dictionary.count <= bytes / 64)
    let compressor = FrameCompressor(dictionary)
    let plain = FrameCompressor(nil)
    let zstandard = Zstandard()
    let reader = withBlob(dictionary) { DecompressionDictionary($0) }
    var sizes = (with: 0, without: 0)
    for document in documents {
      let compressed = compressor.compress(document)
      sizes.with += compressed.count
      sizes.without += plain.compress(document).count
      withBlob(compressed) {
        #expect(zstandard.decompress($0, dictionary: reader, limit: 1 << 20) == document, "seed \(seed)")
        #expect(zstandard.decompress($0, limit: 1 << 20) != document, "seed \(seed)")
      }
    }
    #expect(sizes.with < sizes.without, "seed \(seed)")
  }

  @Test(arguments: Seeds.all) func damagedDictionariesAreRefusedOrGiveWrongBytesButAreNeverFatal(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let documents = Self.lines(2_000, &generator)
    let dictionary = try #require(
      try DictionaryTrainer.train(count: documents.count, bytes: 1 << 20) { document, frame in
        frame.append(thread: [], document: documents[Int(document)])
      })
    let compressor = FrameCompressor(dictionary)
    let compressed = documents.prefix(50).map { compressor.compress($0) }
    let zstandard = Zstandard()
    for _ in 0..<100 {
      var damaged = dictionary
      if generator.chance(0.3) { damaged.removeLast(generator.number(1...damaged.count)) }
      for _ in 0..<generator.number(1...30) where !damaged.isEmpty {
        let last = generator.chance(0.7) ? min(200, damaged.count) : damaged.count
        damaged[generator.number(0...last - 1)] = .random(in: 0...255, using: &generator)
      }
      guard let reader = withBlob(damaged, { DecompressionDictionary($0) }) else { continue }
      for frame in compressed {
        withBlob(frame) { _ = zstandard.decompress($0, dictionary: reader, limit: 1 << 20) }
      }
    }
  }

  @Test func fewDocumentsAndOnesWithNothingInCommonHaveNoDictionary() throws {
    #expect(try DictionaryTrainer.train(count: 10, bytes: 10_000) { _, _ in } == nil)
    #expect(try DictionaryTrainer.train(count: 0, bytes: 1 << 20) { _, _ in } == nil)
    #expect(
      try DictionaryTrainer.train(count: 2, bytes: 1 << 20) { _, frame in
        frame.append(thread: [], document: [1, 2, 3])
      } == nil)
  }

  @Test func theDirectoryKnowsTheFrameOfEveryDocument() {
    let starts: [DocID] = [0, 1, 5, 90]
    let entries = starts.enumerated().map {
      FrameDirectory.Entry(firstDocument: $1, blob: $0 / 2, offset: $0 * 7, length: $0 + 1)
    }
    withBlob(FrameDirectory.encode(entries)) { content in
      let directory = FrameDirectory(content)
      #expect(directory.count == 4)
      for (document, frame) in [(0, 0), (1, 1), (4, 1), (5, 2), (89, 2), (90, 3), (DocID.max, 3)]
        as [(DocID, Int)]
      {
        #expect(directory.frame(of: document) == frame)
      }
      #expect(directory[3].firstDocument == 90 && directory[3].blob == 1)
      #expect(directory[3].offset == 21 && directory[3].length == 4)
    }
    #expect(FrameDirectory(.empty).frame(of: 0) == nil)
  }

  @Test(arguments: Seeds.all) func kindsAreReadAsWritten(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let kinds = (0..<300).map { _ in
      ["review", "comment", "", "ñandú"].randomElement(using: &generator) ?? ""
    }
    withBlob(KindColumn.encode(kinds)) { content in
      guard let column = KindColumn(content, blocks: Grid.blocks(300)) else { return #expect(Bool(false)) }
      for (document, kind) in kinds.enumerated() {
        #expect(column.kind(of: DocID(document)) == kind, "seed \(seed)")
        #expect(
          column.documents(of: kind).map {
            $0.load(UInt64.self, at: document / 64 * 8) >> UInt64(document % 64) & 1
          }
            == 1)
      }
      #expect(
        column.documents(of: "absent") == nil && column.kind(of: 301) == nil && column.kind(of: .max) == nil)
      #expect(KindColumn(content, blocks: Grid.blocks(300) + 1) == nil)
    }
  }
}
