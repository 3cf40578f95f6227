import FTSTestSupport
import LMDB
import Testing

@testable import FTSCore

@Suite struct ManifestTests {
  static func manifest(_ generator: inout SeededGenerator) -> Manifest {
    var manifest = Manifest()
    manifest.generation = UInt64(generator.number(1...1 << 40))
    for _ in 0..<generator.number(0...5) {
      let documents = generator.number(1...1 << 20)
      var info = SegmentInfo(
        number: manifest.nextSegment, documents: documents, totalLength: generator.number(0...1 << 35),
        boundsAverageLength: Float.random(in: 0.1...1_000, using: &generator),
        textBytes: generator.number(0...1 << 40), terms: generator.number(0...1 << 30))
      info.deleted = generator.number(0...documents)
      info.postingsBytes = generator.number(0...1 << 40)
      info.dictionaryBytes = generator.number(0...1 << 40)
      info.formsBytes = generator.number(0...1 << 40)
      info.columnsBytes = generator.number(0...1 << 40)
      info.identifiersBytes = generator.number(0...1 << 40)
      info.documentsBytes = generator.number(0...1 << 40)
      manifest.segments.append(info)
      manifest.nextSegment += UInt32(generator.number(1...9))
    }
    return manifest
  }

  @Test(arguments: Seeds.all) func manifestsAreReadAsWritten(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let manifest = Self.manifest(&generator)
      withBlob(manifest.encode()) { #expect(Manifest($0) == manifest, "seed \(seed)") }
    }
  }

  @Test(arguments: Seeds.all) func truncatedOrLengthenedManifestsAreRefused(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let bytes = Self.manifest(&generator).encode()
    for length in 0..<bytes.count { withBlob(Array(bytes.prefix(length))) { #expect(Manifest($0) == nil) } }
    withBlob(bytes + [0]) { #expect(Manifest($0) == nil) }
  }

  @Test func anIndexOfAnotherFormatIsRefusedForIt() throws {
    let directory = try TemporaryDirectory()
    // With the one table that every format has.
    let environment = try Environment.open(path: directory.path, options: Environment.Options())
    let meta = try environment.table("meta", create: true)
    var manifest = Manifest().encode()
    manifest[0] = 3
    let batch = WriteBatch(environment, path: directory.path)
    batch.replace(manifest, key: TableKey.manifest, in: meta)
    try batch.commit()
    let expected = IndexError.unsupportedFormat(path: directory.path, found: 3, supported: Manifest.format)
    #expect(throws: expected) { try IndexReader(path: directory.path) }
    #expect(throws: expected) { try IndexWriter(path: directory.path) }
    batch.replace(Manifest().encode(), key: TableKey.manifest, in: meta)
    try batch.commit()
    #expect(throws: IndexError.corrupted(path: directory.path, detail: "a table is missing")) {
      try IndexReader(path: directory.path)
    }
  }

  @Test func theMeanLengthOfNothingIsZero() {
    #expect(Manifest().averageLength == 0)
  }

  @Test func settingsAreReadAsWritten() throws {
    let settings = IndexSettings(
      analyzer: "german", protectedWords: try WordList("Häuser\nRay"), k1: 0.9, b: 0.4,
      weights: FieldWeights(body: 1.5, title: 3, author: 0.5))
    let bytes = SettingsCodec.encode(settings)
    withBlob(bytes) { #expect(SettingsCodec.decode($0) == settings) }
    for length in 0..<bytes.count {
      withBlob(Array(bytes.prefix(length))) { #expect(SettingsCodec.decode($0) == nil) }
    }
    withBlob(bytes + [0]) { #expect(SettingsCodec.decode($0) == nil) }
  }

  @Test("protected words that are no list make no settings") func listsThatAreNone() throws {
    let bytes = SettingsCodec.encode(IndexSettings())
    #expect(bytes.last == 0)
    func decoded(count: Int, _ words: [[UInt8]]) -> IndexSettings? {
      var writer = ByteWriter()
      writer.varint(count)
      for word in words { writer.sized(word) }
      return withBlob(bytes.dropLast() + writer.bytes) { SettingsCodec.decode($0) }
    }
    let (a, b) = ([UInt8(ascii: "a")], [UInt8(ascii: "b")])
    #expect(decoded(count: 2, [a, b])?.protectedWords.words == ["a", "b"])
    let wrong: [(Int, [[UInt8]])] = [
      (2, [b, a]), (2, [a, a]), (1, [[]]), (1, [[0xFF]]), (1, [[UInt8](repeating: a[0], count: 256)]),
      (1, [a, b]),
      (3, [a, b]), (Int.max, [a, b]), (WordList.maximumWords + 1, []),
    ]
    for (count, words) in wrong { #expect(decoded(count: count, words) == nil, "\(count) \(words)") }
  }

  @Test(arguments: Seeds.all) func deletionsAreReadAsWritten(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var set = DeletionSet()
    var expected: Set<DocID> = []
    for _ in 0..<500 {
      let document = DocID(generator.number(0...20_000))
      #expect(set.insert(document) == expected.insert(document).inserted, "seed \(seed)")
    }
    var read = DeletionSet()
    for (superblock, words) in set.superblocks {
      withBlob(DeletionSet.encode(words)) { read.load(superblock: superblock, $0) }
    }
    #expect(read.count == expected.count && set.count == expected.count)
    for document in 0..<DocID(20_100) {
      #expect(read.contains(document) == expected.contains(document), "seed \(seed)")
    }
  }
}
