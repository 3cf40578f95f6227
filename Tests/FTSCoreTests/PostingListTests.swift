import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct PostingListTests {
  @Test(arguments: Seeds.all) func whatIsEncodedIsDecoded(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for count in [1, 63, 64, 65, 700, 5_000] {
      for density in [0.001, 0.02, 0.2, 0.9] {
        let chosen = (0..<count).filter { _ in generator.chance(density) }
        let sample = PostingSample(
          chosen.isEmpty ? [count - 1] : chosen, of: count, bodyLimit: generator.chance(0.2) ? 400 : 5,
          &generator)
        let context: Comment = "seed \(seed), \(count) documents, density \(density)"
        #expect(sample.decoded == sample.places, context)
        #expect(sample.summary.documentFrequency == sample.frequencies.count, context)
        #expect(sample.summary.totalFrequency == sample.places.count, context)
        sample.withList { list in
          for document in (0..<50).map({ _ in DocID(generator.number(0...count - 1)) }) {
            #expect(list?.frequencies(in: document) == sample.frequencies[document], context)
            let places = list?.positions(in: document).map {
              PostingSample.Place(document: document, field: $0.field, position: $0.position)
            }
            #expect(places == sample.places.filter { $0.document == document }, context)
          }
        }
      }
    }
  }

  @Test func theFormFollowsFromHowOftenATermOccursInABlock() {
    var generator = SeededGenerator(seed: 1)
    #expect(PostingSample(Array(0..<15), of: 64, &generator).summary.form == .sparse)
    #expect(PostingSample(Array(0..<16), of: 64, &generator).summary.form == .dense)
    #expect(PostingSample(Array(0..<199), of: 6_400, &generator).summary.form == .sparse)
    #expect(PostingSample(Array(0..<200), of: 6_400, &generator).summary.form == .dense)
  }

  @Test(arguments: Seeds.all) func cellsHoldOneToSixtyFourPostings(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var documents: [Int] = []
    for block in 0..<64 {
      documents += (0..<64).shuffled(using: &generator).prefix(block + 1).sorted().map { block * 64 + $0 }
    }
    let sample = PostingSample(documents, of: 64 * 64, &generator)
    #expect(sample.decoded == sample.places, "seed \(seed)")
    sample.withList { list in
      guard case .dense(let dense) = list else { return #expect(Bool(false), "the list is not dense") }
      for block in 0..<64 {
        let lanes = documents.filter { $0 / 64 == block }.reduce(0) { $0 | UInt64(1) << UInt64($1 % 64) }
        #expect(dense.cell(block)?.count == block + 1 && dense.cell(block)?.lanes == lanes, "seed \(seed)")
      }
    }
  }

  @Test(arguments: Seeds.all) func boundsAndThresholdsHold(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for count in [100, 1_500, 5_000] {
      let sample = PostingSample((0..<count).filter { _ in generator.chance(0.5) }, of: count, &generator)
      let impacts = sample.frequencies.map { document, frequencies in
        (
          document: document,
          impact: sample.bm25.impact(
            frequencies.weighted(sample.weights), lengthCode: sample.lengthCodes[Int(document)])
        )
      }
      let best = impacts.map(\.impact).sorted(by: >)
      sample.withList { list in
        guard case .dense(let dense) = list else { return #expect(Bool(false), "the list is not dense") }
        for (document, impact) in impacts {
          #expect(Float(dense.bounds[Int(document) / 64]) / 255 >= impact, "seed \(seed)")
        }
        #expect(dense.maximumBound == (0..<dense.blocks).map { dense.bounds[$0] }.max())
        for k in [1, 10, 11, 100, 101, 1_000, 1_001] {
          let threshold = Float(dense.threshold(rank: k)) / 255
          #expect(k <= best.count ? threshold <= best[k - 1] : threshold == 0, "seed \(seed), k \(k)")
        }
        #expect(dense.threshold(rank: 1) > 0)
      }
    }
  }

  @Test func positionsOfASuperblockMayExceed64Kilobytes() {
    var places: [PostingSample.Place] = []
    for document in 0..<5_000 {
      for position in 0..<(document % 7 == 0 ? 120 : 10) {
        places.append(PostingSample.Place(document: DocID(document), field: .body, position: position * 130))
      }
    }
    let sample = PostingSample(places, lengthCodes: [UInt8](repeating: 40, count: 5_000))
    #expect(sample.bytes.count > 3 * 65_536)
    #expect(sample.decoded == places)
  }

  @Test func cellsOfASuperblockMayExceed64Kilobytes() {
    let blocks = 70
    var encoder = DenseListEncoder(blocks: blocks)
    var writer = ByteWriter()
    let huge = FieldFrequencies(body: 1 << 36, title: 1 << 36 - 1, author: 1 << 36 - 5)
    encoder.begin()
    for document in 0..<DocID(blocks * 64) {
      encoder.append(document, huge, impact: 0.5) { $0.varint(Int(document)) }
    }
    encoder.finish(into: &writer)
    withBlob(writer.bytes) { bytes in
      guard let list = DenseList(bytes, blocks: blocks) else { return #expect(Bool(false), "no list") }
      #expect(list.cells.count > 70_000)
      for block in 0..<blocks {
        var lanes: [Int] = []
        list.cell(block)?.forEachPosting { lane, frequencies in
          #expect(frequencies == huge)
          lanes.append(lane)
        }
        #expect(lanes == Array(0..<64))
        var positions = ByteReader(list.positions, at: list.positionStart(block))
        #expect(positions.varint() == block * 64)
      }
    }
  }

  @Test(arguments: Seeds.all) func partsAreFoundWhereThePackerSays(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var packer = SuperblockPacker(blocks: 64)
    for largest in [10, 1_000, 20_000] {
      packer.begin()
      let blocks = (0..<64).filter { _ in generator.chance(0.8) }
      let parts = blocks.map { _ in generator.bytes(generator.number(1...largest)) }
      for (block, part) in zip(blocks, parts) {
        packer.open(block)
        packer.pending.append(part)
      }
      let (base, shift) = packer.closeSuperblock()
      #expect((shift > 0) == (parts.dropLast().reduce(0) { $0 + $1.count } > 65_535), "seed \(seed)")
      for (block, part) in zip(blocks, parts) {
        let start = Int(base) + Int(packer.offsets[block]) << Int(shift)
        #expect(packer.packed.bytes[start...].starts(with: part), "seed \(seed), block \(block)")
      }
    }
  }

  @Test(arguments: Seeds.all) func frequenciesAreReadAsWritten(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      func number() -> Int { generator.chance(0.4) ? 0 : generator.number(0...1 << generator.number(0...36)) }
      let frequencies = FieldFrequencies(body: number(), title: number(), author: number())
      let isPlain = (1...3).contains(frequencies.body) && frequencies.total == frequencies.body
      #expect(Int(frequencies.code) == (isPlain ? frequencies.body : 0), "seed \(seed)")
      var writer = ByteWriter()
      frequencies.encodeRecord(into: &writer)
      withBlob(writer.bytes) { bytes in
        var reader = ByteReader(bytes)
        #expect(FieldFrequencies(record: &reader) == frequencies, "seed \(seed)")
        #expect(reader.isAtEnd && !reader.hasOverrun)
      }
    }
  }

  @Test(arguments: Seeds.all) func aTermsEntryIsReadAsWritten(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    withBlob(generator.bytes(40)) { list in
      for _ in 0..<500 {
        let place = (
          chunk: generator.number(0...1 << 30), offset: generator.number(0...1 << 20),
          length: generator.number(1...999)
        )
        let location: TermInfo.Location =
          switch generator.number(0...2) {
          case 0: .inline(list)
          case 1: .sparse(chunk: place.chunk, offset: place.offset, length: place.length)
          default: .dense(chunk: place.chunk, offset: place.offset, length: place.length)
          }
        let frequency = generator.number(1...1 << 31)
        let info = TermInfo(
          documentFrequency: frequency, totalFrequency: frequency + generator.number(0...1 << 40),
          location: location)
        var writer = ByteWriter()
        info.encode(into: &writer)
        withBlob(writer.bytes) { bytes in
          guard let read = TermInfo(bytes) else { return #expect(Bool(false), "seed \(seed)") }
          #expect(read.documentFrequency == info.documentFrequency, "seed \(seed)")
          #expect(read.totalFrequency == info.totalFrequency, "seed \(seed)")
          switch (read.location, location) {
          case (.inline(let a), .inline(let b)): #expect(a.array == b.array, "seed \(seed)")
          case (.sparse(let a, let b, let c), .sparse), (.dense(let a, let b, let c), .dense):
            #expect((a, b, c) == (place.chunk, place.offset, place.length), "seed \(seed)")
          default: #expect(Bool(false), "seed \(seed): another form")
          }
        }
      }
    }
  }
}
