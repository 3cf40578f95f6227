import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct ByteCodecTests {
  @Test(arguments: Seeds.all) func whatIsWrittenIsRead(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let numbers = (0..<500).map { _ in
      Int.random(in: 0...Int.max, using: &generator) >> generator.number(0...62)
    }
    let strings = (0..<50).map { _ in generator.bytes(generator.number(0...300)) }
    var writer = ByteWriter()
    for number in numbers + [0, 127, 128, .max] { writer.varint(number) }
    for string in strings { writer.sized(string) }
    for number in numbers { writer.integer(UInt64(number)) }
    writer.integer(UInt16(0xABCD))
    writer.byte(7)
    withBlob(writer.bytes) { blob in
      var reader = ByteReader(blob)
      for number in numbers + [0, 127, 128, .max] { #expect(reader.varint() == number, "seed \(seed)") }
      for string in strings { #expect(reader.sized().array == string, "seed \(seed)") }
      for number in numbers { #expect(reader.integer(UInt64.self) == UInt64(number), "seed \(seed)") }
      #expect(reader.integer(UInt16.self) == 0xABCD)
      #expect(reader.byte() == 7)
      #expect(reader.isAtEnd && !reader.hasOverrun)
    }
  }

  @Test func integersAreLittleEndian() {
    var writer = ByteWriter()
    writer.integer(UInt32(0x0102_0304))
    writer.set(0xA1B2_C3D4, at: 0)
    writer.integer(UInt16(1))
    #expect(writer.bytes == [0xD4, 0xC3, 0xB2, 0xA1, 1, 0])
  }

  @Test(arguments: Seeds.all) func readingRandomBytesEndsAndTellsOfItsOverrun(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      withBlob(generator.bytes(generator.number(0...24))) { blob in
        var reader = ByteReader(blob, at: generator.number(0...30))
        for _ in 0..<30 {
          switch generator.number(0...5) {
          case 0: _ = reader.byte()
          case 1: #expect(reader.varint() >= 0, "seed \(seed)")
          case 2: _ = reader.integer(UInt64.self)
          case 3: #expect(reader.sized().count <= blob.count, "seed \(seed)")
          case 4: _ = reader.bytes(generator.number(0...10))
          default: reader.skipVarints(generator.number(0...20))
          }
        }
        while !reader.isAtEnd { _ = reader.byte() }
        _ = reader.byte()
        #expect(reader.hasOverrun, "seed \(seed)")
      }
    }
  }

  @Test(arguments: Seeds.all) func skippingNumbersIsReadingThem(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let bits = generator.chance(0.5) ? 62 : 9
      let numbers = (0..<generator.number(0...400)).map { _ in
        generator.number(0...1 << generator.number(0...bits))
      }
      var writer = ByteWriter()
      for number in numbers { writer.varint(number) }
      // Some end within a number.
      let cut = generator.chance(0.2) ? generator.number(0...writer.count) : writer.count
      withBlob(Array(writer.bytes.prefix(cut))) { blob in
        var skipping = ByteReader(blob)
        var reading = skipping
        while !reading.hasOverrun {
          let count = generator.chance(0.5) ? generator.number(0...20) : generator.number(0...200)
          skipping.skipVarints(count)
          for _ in 0..<count { _ = reading.varint() }
          #expect(skipping.hasOverrun == reading.hasOverrun, "seed \(seed), \(numbers)")
          #expect(skipping.offset == reading.offset, "seed \(seed), \(numbers)")
        }
        skipping.skipVarints(.max)
        #expect(skipping.offset == blob.count && skipping.hasOverrun, "seed \(seed)")
      }
    }
    withBlob([]) { blob in
      var reader = ByteReader(blob)
      reader.skipVarints(0)
      #expect(!reader.hasOverrun)
      reader.skipVarints(1)
      #expect(reader.hasOverrun)
    }
  }

  @Test func numbersOfMoreThan63BitsAreAnOverrun() {
    withBlob([UInt8](repeating: 0xFF, count: 10)) { blob in
      var reader = ByteReader(blob)
      _ = reader.varint()
      #expect(reader.hasOverrun)
    }
    withBlob([0x80]) { blob in
      var reader = ByteReader(blob)
      _ = reader.varint()
      #expect(reader.hasOverrun)
    }
  }

  @Test func viewsNeverReachBeyondTheirBytes() {
    withBlob([1, 2, 3, 4, 5]) { blob in
      #expect(blob[4] == 5 && blob[5] == 0 && blob[-1] == 0 && blob[.max] == 0)
      #expect(blob.load(UInt32.self, at: 1) == 0x0504_0302)
      #expect(blob.load(UInt32.self, at: 2) == 0 && blob.load(UInt32.self, at: -1) == 0)
      #expect(blob.load(UInt64.self, at: 0) == 0 && blob.load(UInt8.self, at: .max) == 0)
      #expect(blob.slice(1, 3)?.array == [2, 3, 4] && blob.slice(5, 0)?.count == 0)
      for (offset, length) in [(0, 6), (6, 0), (-1, 2), (1, -1), (1, .max), (.max, 1), (.max, .max)] {
        #expect(blob.slice(offset, length) == nil)
      }
    }
    #expect(
      Blob.empty.count == 0 && Blob.empty[0] == 0 && Blob.empty.array.isEmpty && Blob.empty.string.isEmpty)
  }

  @Test(arguments: Seeds.all) func aChecksumFindsEveryChangedByte(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for count in [0, 1, 7, 100, 1_000] {
      let content = generator.bytes(count)
      let key = generator.bytes(generator.number(1...30))
      let place = withBlob(key) { BlobPlace($0, in: "postings") }
      var sealed = Checksum.sealed(content, key, in: "postings")
      withBlob(sealed) {
        let blob = SealedBlob($0, at: place)
        #expect(blob?.content.array == content && blob?.isIntact == true, "seed \(seed)")
      }
      sealed[generator.number(0...sealed.count - 1)] ^= UInt8(generator.number(1...255))
      withBlob(sealed) { #expect(SealedBlob($0, at: place)?.isIntact == false, "seed \(seed)") }
    }
    let place = withBlob([1]) { BlobPlace($0, in: "postings") }
    withBlob([1, 2, 3, 4, 5, 6, 7]) { #expect(SealedBlob($0, at: place) == nil) }
  }

  @Test(arguments: Seeds.all) func aValueIsIntactInItsPlaceAlone(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var key = generator.bytes(generator.number(1...30))
    let sealed = Checksum.sealed(generator.bytes(100), key, in: "postings")
    func isIntact(in table: String) -> Bool? {
      withBlob(sealed) { value in
        withBlob(key) { SealedBlob(value, at: BlobPlace($0, in: table))?.isIntact }
      }
    }
    #expect(isIntact(in: "postings") == true && isIntact(in: "columns") == false, "seed \(seed)")
    key[generator.number(0...key.count - 1)] ^= UInt8(generator.number(1...255))
    #expect(isIntact(in: "postings") == false, "seed \(seed)")
  }

  @Test func theManifestIsSealedWhateverItsPlaceForAllVersionsToRead() {
    for key in [TableKey.manifest, TableKey.settings] {
      #expect(withBlob(key) { BlobPlace($0, in: Tables.metaName).hash } == 0)
    }
  }
}
