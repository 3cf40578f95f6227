import FTSTestSupport
import Testing

@testable import FTSCore

/// Cells against plain arrays. Views end at memory that cannot be read (see `withBlob`).
@Suite struct CellTests {
  private struct Posting: Equatable {
    var lane: Int
    var frequencies: FieldFrequencies
  }

  /// So many postings in random lanes, that share of them with more than a set's code can say.
  private static func postings(
    _ count: Int, records: Double, limit: Int, _ generator: inout SeededGenerator
  ) -> [Posting] {
    (0..<64).shuffled(using: &generator).prefix(count).sorted().map { lane in
      var frequencies = FieldFrequencies(body: generator.number(1...limit))
      if generator.chance(records) {
        frequencies = FieldFrequencies(
          body: generator.number(0...300), title: generator.number(1...9),
          author: generator.chance(0.3) ? generator.number(1...200) : 0)
      }
      return Posting(lane: lane, frequencies: frequencies)
    }
  }

  private static func encoder(_ postings: [Posting]) -> CellEncoder {
    var encoder = CellEncoder()
    for posting in postings { encoder.append(lane: UInt8(posting.lane), posting.frequencies) }
    return encoder
  }

  /// A set, spelt out from the description of the format.
  private static func set(_ postings: [Posting]) -> [UInt8] {
    var writer = ByteWriter()
    writer.byte(255)
    writer.integer(postings.reduce(UInt64(0)) { $0 | 1 << UInt64($1.lane) })
    let codes = postings.map { posting in
      let other = posting.frequencies.title + posting.frequencies.author
      return other == 0 && posting.frequencies.body < 16 ? UInt8(posting.frequencies.body) : 0
    }
    for index in stride(from: 0, to: codes.count, by: 2) {
      writer.byte(codes[index] | (index + 1 < codes.count ? codes[index + 1] << 4 : 0))
    }
    for (code, posting) in zip(codes, postings) where code == 0 {
      posting.frequencies.encodeRecord(into: &writer)
    }
    return writer.bytes
  }

  private static func check(
    _ cell: Cell?, _ postings: [Posting], _ generator: inout SeededGenerator, _ context: Comment
  ) {
    guard let cell else { return #expect(Bool(false), context) }
    #expect(cell.lanes == postings.reduce(0) { $0 | UInt64(1) << UInt64($1.lane) }, context)
    var found: [Posting] = []
    cell.forEachPosting { found.append(Posting(lane: $0, frequencies: $1)) }
    #expect(found == postings, context)
    for _ in 0..<6 {
      let lanes = generator.lanes()
      let expected = postings.filter { lanes >> UInt64($0.lane) & 1 != 0 }
      found = []
      cell.forEachPosting(
        in: lanes, plain: { found.append(Posting(lane: $0, frequencies: FieldFrequencies(body: $1))) },
        record: { found.append(Posting(lane: $0, frequencies: $1)) })
      #expect(found == expected, context)
      found = []
      cell.forEachPosting(in: lanes) { lane, frequencies, preceding in
        found.append(Posting(lane: lane, frequencies: frequencies))
        let before = postings.prefix { $0.lane < lane }.reduce(0) { $0 + $1.frequencies.total }
        #expect(preceding == before, context)
      }
      #expect(found == expected, context)
    }
  }

  /// Checks the cell that `bytes` are, at the end of all cells and before others.
  private static func check(
    _ bytes: [UInt8], _ postings: [Posting], _ generator: inout SeededGenerator, _ context: Comment
  ) {
    for rest in [0, generator.number(1...31), 64] {
      let before = generator.number(0...9)
      withBlob(generator.bytes(before) + bytes + generator.bytes(rest)) {
        check(Cell($0, at: before), postings, &generator, context)
      }
    }
  }

  @Test(arguments: Seeds.all) func holdsAsManyPostingsAsABlockHas(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for count in 1...64 {
      for records in [0, 0.1, 1] {
        for limit in [1, 3, 15] {
          let postings = Self.postings(count, records: records, limit: limit, &generator)
          let context: Comment = "seed \(seed), \(count) postings, \(records) of them records, limit \(limit)"
          let encoder = Self.encoder(postings)
          var list = ByteWriter()
          if encoder.encodeList(into: &list) { Self.check(list.bytes, postings, &generator, context) }
          Self.check(Self.set(postings), postings, &generator, context)
          var chosen = ByteWriter()
          encoder.encode(into: &chosen)
          #expect(
            count <= Cell.listLimit ? chosen.bytes == list.bytes : chosen.bytes == Self.set(postings), context
          )
        }
      }
    }
  }

  @Test(arguments: Seeds.all) func aListThatIsTooLongIsASet(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let huge = FieldFrequencies(body: 1 << 40, title: 1 << 40, author: 1 << 40)
    let postings = (0..<13).map { Posting(lane: $0 * 4, frequencies: huge) }
    let encoder = Self.encoder(postings)
    var writer = ByteWriter()
    let fits = encoder.encodeList(into: &writer)
    #expect(!fits && writer.bytes.isEmpty)
    encoder.encode(into: &writer)
    #expect(writer.bytes.first == Cell.setMark)
    Self.check(writer.bytes, postings, &generator, "seed \(seed)")
  }

  @Test(arguments: Seeds.all) func aSinglePostingIsAByte(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for lane in 0..<64 {
      for body in 1...3 {
        let posting = Posting(lane: lane, frequencies: FieldFrequencies(body: body))
        guard let byte = Self.encoder([posting]).single else { return #expect(Bool(false), "no single") }
        withBlob([7, byte]) { Self.check(Cell(singleIn: $0, at: 1), [posting], &generator, "lane \(lane)") }
        withBlob([byte]) { #expect(Cell(singleIn: $0, at: 1) == nil && Cell(singleIn: $0, at: -1) == nil) }
      }
      let record = Posting(lane: lane, frequencies: FieldFrequencies(body: 4))
      #expect(Self.encoder([record]).single == nil)
    }
    let two = (0..<2).map { Posting(lane: $0, frequencies: FieldFrequencies(body: 1)) }
    #expect(Self.encoder(two).single == nil && CellEncoder().isEmpty)
  }

  @Test(arguments: Seeds.all) func anEncoderBeginsAnew(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var encoder = CellEncoder()
    for _ in 0..<50 {
      let postings = Self.postings(generator.number(1...64), records: 0.1, limit: 15, &generator)
      encoder.removeAll()
      #expect(encoder.isEmpty)
      for posting in postings { encoder.append(lane: UInt8(posting.lane), posting.frequencies) }
      var writer = ByteWriter()
      encoder.encode(into: &writer)
      Self.check(writer.bytes, postings, &generator, "seed \(seed)")
    }
  }

  @Test(arguments: Seeds.all) func cellsCutShortAreNone(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for count in [1, 5, 12, 13, 40, 64] {
      let postings = Self.postings(count, records: 0, limit: 3, &generator)
      var writer = ByteWriter()
      Self.encoder(postings).encode(into: &writer)
      for length in 0..<writer.count {
        withBlob(Array(writer.bytes.prefix(length))) {
          #expect(Cell($0, at: 0) == nil, "seed \(seed), \(length) of \(writer.count) bytes")
        }
      }
      withBlob(writer.bytes) { #expect(Cell($0, at: writer.count) == nil && Cell($0, at: -1) == nil) }
    }
  }

  @Test(arguments: Seeds.all) func randomBytesAreReadWithinTheirEnd(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var cells = 0
    for _ in 0..<4_000 {
      var bytes = generator.bytes(generator.number(0...90))
      if !bytes.isEmpty, generator.chance(0.5) { bytes[0] = Cell.setMark }
      if !bytes.isEmpty, generator.chance(0.2) { bytes[0] = UInt8(min(254, bytes.count - 1)) }
      // Records that do not end.
      if generator.chance(0.3) { for index in bytes.indices.suffix(9) { bytes[index] |= 0x80 } }
      withBlob(bytes) { blob in
        for cell in [Cell(blob, at: 0), Cell(singleIn: blob, at: blob.count - 1)] {
          guard let cell else { continue }
          cells += 1
          var lanes: UInt64 = 0
          cell.forEachPosting { lane, frequencies in
            #expect((0..<64).contains(lane) && frequencies.total >= 0, "seed \(seed)")
            lanes |= 1 << UInt64(lane)
          }
          #expect(cell.lanes == lanes, "seed \(seed)")
          let wanted = generator.lanes()
          var found: UInt64 = 0
          cell.forEachPosting(
            in: wanted, plain: { lane, _ in found |= 1 << UInt64(lane) },
            record: { lane, _ in found |= 1 << UInt64(lane) })
          #expect(found == lanes & wanted, "seed \(seed)")
          found = 0
          cell.forEachPosting(in: wanted) { lane, _, preceding in
            found |= 1 << UInt64(lane)
            #expect(preceding >= 0, "seed \(seed)")
          }
          #expect(found == lanes & wanted, "seed \(seed)")
        }
      }
    }
    #expect(cells > 3_000, "seed \(seed)")
  }
}
