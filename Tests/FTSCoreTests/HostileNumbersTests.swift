import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

/// Bytes that are well formed and whose numbers make no sense.
@Suite struct HostileNumbersTests {
  private static func bytes(_ write: (inout ByteWriter) -> Void) -> [UInt8] {
    var writer = ByteWriter()
    write(&writer)
    return writer.bytes
  }

  @Test func hugeFrequenciesCanBeAdded() {
    let record = Self.bytes {
      $0.varint(.max)
      $0.varint(.max)
      $0.varint(.max)
    }
    withBlob(record) { record in
      var reader = ByteReader(record)
      let frequencies = FieldFrequencies(record: &reader)
      #expect(frequencies.total > 0 && frequencies.weighted(FieldWeights()).isFinite)
      var positions = ByteReader(.empty)
      PositionDecoder.skip(frequencies.total, &positions)
      #expect(positions.hasOverrun)
    }
  }

  @Test func hugePositionsCanBeAdded() {
    let differences = Self.bytes { for _ in 0..<9 { $0.varint(.max) } }
    withBlob(differences) { differences in
      var reader = ByteReader(differences)
      var found: [Int] = []
      PositionDecoder.forEachPosition(FieldFrequencies(body: 10), &reader) { found.append($1) }
      #expect(found.count == 9 && found.allSatisfy { $0 > 0 } && found == found.sorted())
    }
  }

  @Test func termsOfMoreDocumentsThanThereCanBeAreRefused() {
    for (documents, repetitions) in [(0, 0), (Int.max, 0), (1 << 32, 0), (1, Int.max)] {
      let entry = Self.bytes {
        $0.varint(documents)
        $0.varint(repetitions)
        $0.byte(0)
      }
      withBlob(entry) { #expect(TermInfo($0) == nil) }
    }
  }

  @Test func documentsThatDoNotAscendEndAShortList() {
    // Differences above two bits of code: document 3, 4, then 4 again or one past all.
    for last in [0, 1 << 40] {
      let list = Self.bytes { list in
        list.sized(
          Self.bytes { for difference in [3, 1, last, 1] { $0.varint(difference << 2 | 1) } })
      }
      withBlob(list) { list in
        guard let short = ShortList(list, count: 4) else { return #expect(Bool(false), "no list") }
        var cursor = ShortList.Cursor(short)
        var documents: [DocID] = []
        while cursor.next() { documents.append(cursor.document) }
        #expect(documents == [3, 4])
      }
    }
  }

  @Test func manifestsWhoseNumbersOverflowAreRefused() {
    var sound = Manifest()
    sound.generation = 1
    sound.nextSegment = 2
    sound.segments = (0..<2).map {
      SegmentInfo(
        number: $0, documents: 10, totalLength: 10, boundsAverageLength: 1, textBytes: 10, terms: 1)
    }
    withBlob(sound.encode()) { #expect(Manifest($0) == sound) }
    let changes: [(inout Manifest) -> Void] = [
      { $0.generation = .max }, { $0.nextSegment = 1 }, { $0.nextSegment = .max },
      { $0.segments[0].deleted = 11 }, { $0.segments[1].documents = Int(DocID.max) },
      { $0.segments[0].totalLength = .max }, { $0.segments[0].textBytes = .max },
      { $0.segments[0].terms = .max }, { $0.segments[0].postingsBytes = .max },
      { $0.segments[0].dictionaryBytes = .max }, { $0.segments[0].columnsBytes = .max },
      { $0.segments[0].identifiersBytes = .max }, { $0.segments[0].documentsBytes = .max },
      { $0.segments[0].formsBytes = .max },
      { $0.segments[0].boundsAverageLength = 0 }, { $0.segments[0].boundsAverageLength = -1 },
      { $0.segments[0].boundsAverageLength = .nan }, { $0.segments[0].boundsAverageLength = .infinity },
    ]
    for (index, change) in changes.enumerated() {
      var manifest = sound
      change(&manifest)
      withBlob(manifest.encode()) { #expect(Manifest($0) == nil, "change \(index)") }
    }
  }

  @Test func settingsThatNoWriterAcceptsAreRefused() {
    let changes: [(inout IndexSettings) -> Void] = [
      { $0.k1 = .nan }, { $0.k1 = -1 }, { $0.k1 = .infinity }, { $0.b = 2 }, { $0.b = .nan },
      { $0.weights.body = 0 }, { $0.weights.title = .infinity }, { $0.weights.author = .nan },
      { $0.weights.title = -1 },
    ]
    for (index, change) in changes.enumerated() {
      var settings = IndexSettings()
      change(&settings)
      withBlob(SettingsCodec.encode(settings)) { #expect(SettingsCodec.decode($0) == nil, "change \(index)") }
    }
  }

  @Test func aTermInMoreDocumentsThanItsSegmentHasIsDamage() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("index")
    let documents = (0..<100).map { Document(id: "d\($0)", body: "film") }
    try IndexWriter.write(documents, to: path, analyzer: "simple")
    let store = try IndexStore.open(path)
    let batch = WriteBatch(store.environment, path: path)
    var table = SortedTableWriter { key, content throws(IndexError) in
      batch.replace(content, key: TableKey.named(0, key), in: store.tables.dictionary)
    }
    let entry = Self.bytes { entry in
      let place = TermInfo.Location.chunk(0, offset: 0, length: 100, form: .dense, threads: 0)
      // As many bytes as were there before: their sum is compared first.
      TermInfo(documentFrequency: 10_000, totalFrequency: 10_000, location: place).encode(into: &entry)
    }
    try table.append(key: Array("film".utf8), value: entry)
    try table.finish()
    try batch.commit()
    do {
      _ = try IndexReader(path: path).search(try QueryParser.parse("film"))
      Issue.record("answered")
    } catch let error as IndexError {
      #expect(error == .corrupted(path: path, detail: "segment 0: dictionary"))
    }
  }
}
