import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct PostingListTests {
  @Test(arguments: Seeds.all) func whatIsEncodedIsDecoded(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var forms: Set<PostingList.Form> = []
    for count in [1, 63, 64, 65, 700, 5_000, 20_000] {
      for density in [0.001, 0.02, 0.2, 0.9] where count < 20_000 || density < 0.1 {
        let chosen = (0..<count).filter { _ in generator.chance(density) }
        let sample = PostingSample(
          chosen.isEmpty ? [count - 1] : chosen, of: count, bodyLimit: generator.chance(0.2) ? 400 : 5,
          &generator)
        let context: Comment = "seed \(seed), \(count) documents, density \(density)"
        #expect(sample.decoded == sample.places, context)
        #expect(sample.summary.documentFrequency == sample.frequencies.count, context)
        #expect(sample.summary.totalFrequency == sample.places.count, context)
        forms.insert(sample.summary.form)
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
    #expect(forms == [.short, .sparse, .dense], "seed \(seed)")
  }

  @Test func theFormFollowsFromHowOftenATermOccursInABlock() {
    var generator = SeededGenerator(seed: 1)
    func form(_ count: Int, of documents: Int) -> PostingList.Form {
      PostingSample(Array(0..<count), of: documents, bodyLimit: 3, &generator).summary.form
    }
    #expect(form(1, of: 1) == .short && form(100, of: 100) == .short)
    #expect(form(255, of: 640) == .short && form(256, of: 640) == .dense)
    #expect(form(255, of: 6_400) == .short && form(256, of: 6_400) == .sparse)
    #expect(form(299, of: 6_400) == .sparse && form(300, of: 6_400) == .dense)
  }

  @Test func aListWithACellThatDoesNotFitIsDense() {
    // One block of which every posting takes a record of three bytes beside its own: 4 × 64 = 256.
    func places(_ documents: some Sequence<Int>, crowded: Range<Int>) -> [PostingSample.Place] {
      documents.flatMap { document in
        let isCrowded = crowded.contains(document)
        return (isCrowded ? [Field.body, .title, .author] : [.body]).map {
          PostingSample.Place(document: DocID(document), field: $0, position: document % 5)
        }
      }
    }
    for (count, spread) in [(100, 1), (280, 20)] {
      let documents = Set(64..<128).union((0..<count - 64).map { 6_399 - $0 * spread }).sorted()
      let lengths = [UInt8](repeating: 9, count: 6_400)
      let fitting = PostingSample(places(documents, crowded: 64..<127), lengthCodes: lengths)
      let crowded = PostingSample(places(documents, crowded: 64..<128), lengthCodes: lengths)
      #expect(fitting.summary.form == (count < PostingListEncoder.shortLimit ? .short : .sparse))
      #expect(crowded.summary.form == .dense)
      #expect(fitting.decoded == fitting.places && crowded.decoded == crowded.places)
    }
  }

  @Test(arguments: Seeds.all) func everyFormHoldsTheSame(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for count in [300, 3_000] {
      // Fewer than make a list that is not short.
      let chosen = (0..<count).filter { _ in generator.chance(0.05) }
      var places: [[PostingSample.Place]] = []
      for form in [nil, PostingList.Form.sparse, .dense] {
        var same = SeededGenerator(seed: seed)
        let sample = PostingSample(chosen, of: count, bodyLimit: 20, form: form, &same)
        #expect(sample.summary.form == form ?? .short, "seed \(seed)")
        #expect(sample.decoded == sample.places, "seed \(seed)")
        places.append(sample.decoded)
      }
      #expect(places[0] == places[1] && places[0] == places[2], "seed \(seed)")
    }
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
        #expect(dense.cell(block)?.lanes == lanes, "seed \(seed)")
      }
    }
  }

  @Test(arguments: Seeds.all) func boundsAndThresholdsHold(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for (count, density) in [(100, 0.5), (1_500, 0.5), (5_000, 0.5), (64_000, 0.02)] {
      let sample = PostingSample((0..<count).filter { _ in generator.chance(density) }, of: count, &generator)
      let best = sample.frequencies.keys.map { sample.impact($0) }.sorted(by: >)
      let greatest = Dictionary(grouping: sample.frequencies.keys) { Int($0) / 64 }
        .mapValues { $0.map { ImpactBound.above(sample.impact($0)) }.max() }
      sample.withList { list in
        for k in [1, 10, 11, 100, 101, 1_000, 1_001] {
          let threshold = Float(list?.threshold(rank: k) ?? 255) / 255
          #expect(k <= best.count ? threshold <= best[k - 1] : threshold == 0, "seed \(seed), k \(k)")
        }
        switch list {
        case .short: #expect(best.count < PostingListEncoder.shortLimit, "seed \(seed)")
        case .sparse(let sparse):
          var block = 0
          for entry in 0..<sparse.count {
            block += Int(sparse.steps[entry] & ~SparseList.singleMark)
            if sparse.bounds[entry] != 0 { #expect(sparse.bounds[entry] == greatest[block], "seed \(seed)") }
          }
          #expect(sparse.threshold(rank: 1) > 0 && sparse.threshold(rank: 100) > 0, "seed \(seed)")
        case .dense(let dense):
          for block in 0..<dense.blocks {
            #expect(dense.bounds[block] == (greatest[block] ?? 0), "seed \(seed), block \(block)")
          }
          #expect(dense.threshold(rank: 1) > 0, "seed \(seed)")
        case nil: #expect(Bool(false), "no list")
        }
      }
    }
  }

  @Test func sparseListsStepOverMoreBlocksThanAnEntryCanSay() {
    for gap in [126, 127, 128, 254, 255, 1_000] {
      var documents = Array(stride(from: 3, to: 300 * 64, by: 64))
      documents += documents.map { ($0 / 64 + 300 + gap) * 64 + 5 }
      let places = documents.map { PostingSample.Place(document: DocID($0), field: .body, position: 7) }
      let sample = PostingSample(places, lengthCodes: [UInt8](repeating: 9, count: (602 + gap) * 64))
      #expect(sample.summary.form == .sparse && sample.decoded == places, "gap \(gap)")
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
    var term = TermPostings()
    for document in 0..<DocID(blocks * 64) {
      var position = ByteWriter()
      position.varint(Int(document))
      term.append(document, huge, positions: position.bytes)
    }
    let impacts = ImpactBounds(
      lengthCodes: [UInt8](repeating: 40, count: blocks * 64),
      bm25: BM25(k1: 1.2, b: 0.75, averageLength: 50), weights: FieldWeights())
    encoder.encode(term, impacts, into: &writer)
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
      for limit in [3, 15] {
        let isPlain = (1...limit).contains(frequencies.body) && frequencies.total == frequencies.body
        #expect(Int(frequencies.code(limit: limit)) == (isPlain ? frequencies.body : 0), "seed \(seed)")
      }
      var writer = ByteWriter()
      frequencies.encodeRecord(into: &writer)
      withBlob(writer.bytes) { bytes in
        var reader = ByteReader(bytes)
        #expect(FieldFrequencies(record: &reader) == frequencies, "seed \(seed)")
        #expect(reader.isAtEnd && !reader.hasOverrun)
        // SAFETY: the bytes of the view, within its closure.
        let start = unsafe bytes.pointer.assumingMemoryBound(to: UInt8.self)
        var records = unsafe RecordReader(start, start + bytes.count)
        #expect(records.record() == frequencies && records.posting() == nil, "seed \(seed)")
      }
    }
  }

  @Test(arguments: Seeds.all) func aTermsEntryIsReadAsWritten(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    withBlob(generator.bytes(40)) { list in
      for _ in 0..<500 {
        let place = (
          chunk: generator.number(0...1 << 30), offset: generator.number(0...1 << 20),
          length: generator.number(1...999), threads: generator.chance(0.5) ? 0 : generator.number(1...999)
        )
        let location: TermInfo.Location =
          if let form = [nil, PostingList.Form.short, .sparse, .dense].randomElement(using: &generator) ?? nil
          {
            .chunk(
              place.chunk, offset: place.offset, length: place.length, form: form, threads: place.threads)
          } else {
            .inline(list, threads: list.slice(0, place.threads % 20) ?? .empty)
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
          case (.inline(let a, let c), .inline(let b, let d)):
            #expect(a.array == b.array && c.array == d.array, "seed \(seed)")
          case (.chunk(let a, let b, let c, let form, let d), .chunk(_, _, _, form: let other, _)):
            #expect((a, b, c) == (place.chunk, place.offset, place.length), "seed \(seed)")
            #expect(form == other && d == place.threads, "seed \(seed)")
          default: #expect(Bool(false), "seed \(seed): another form")
          }
        }
      }
    }
  }
}
