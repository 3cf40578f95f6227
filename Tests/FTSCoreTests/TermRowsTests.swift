import FTSTestSupport
import Testing

@testable import FTSCore

/// Cursors over lists in all forms against what the lists hold.
@Suite struct TermRowsTests {
  /// Lists that are short, sparse and dense, over so many documents.
  private static func samples(_ count: Int, _ generator: inout SeededGenerator) -> [PostingSample] {
    (0..<6).map { _ in
      let density = [0.001, 0.01, 0.1, 0.5].randomElement(using: &generator) ?? 0.1
      let chosen = (0..<count).filter { _ in generator.chance(density) }
      let form = [nil, PostingList.Form.sparse, .dense].randomElement(using: &generator) ?? nil
      return PostingSample(
        chosen.isEmpty ? [generator.number(0...count - 1)] : chosen, of: count, bodyLimit: 20, form: form,
        &generator)
    }
  }

  @Test(arguments: Seeds.all) func rowsHoldWhatTheListsHold(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let fixture = TermFixture()
    var forms: Set<PostingList.Form> = []
    // The same memory for segments of different sizes.
    for count in [2_000, 1, 640, 20_000, 65] {
      let samples = Self.samples(count, &generator)
      forms.formUnion(samples.map(\.summary.form))
      let blocks = Grid.blocks(count)
      PostingSample.withLists(samples) { lists in
        #expect(
          lists.count == samples.count && fixture.open(lists, samples, documents: count), "seed \(seed)")
        for (index, sample) in samples.enumerated() {
          let cursor = fixture.terms[index]
          let byBlock = Dictionary(grouping: sample.places) { Int($0.document) / 64 }
          var present: [Int] = []
          cursor.forEachBlock(blocks) { present.append($0) }
          #expect(present == byBlock.keys.sorted(), "seed \(seed), \(sample.summary.form)")
          for block in 0..<blocks {
            let context: Comment = "seed \(seed), \(sample.summary.form), \(count) documents, block \(block)"
            guard let places = byBlock[block] else {
              #expect(cursor.bound(block) == 0 && cursor.lanes(block) == 0, context)
              continue
            }
            let documents = Set(places.map(\.document)).sorted()
            let greatest = documents.map { ImpactBound.above(sample.impact($0)) }.max()
            #expect(cursor.bound(block) == greatest, context)
            #expect(cursor.scoreBound(block) == cursor.step * Int(greatest ?? 0), context)
            #expect(cursor.lanes(block) == documents.reduce(0) { $0 | UInt64(1) << UInt64($1 % 64) }, context)
            var found: [PostingSample.Place] = []
            var reader = fixture.positions[index].reader(block)
            cursor.cell(block)?.forEachPosting { lane, frequencies in
              PositionDecoder.forEachPosition(frequencies, &reader) {
                found.append(
                  PostingSample.Place(document: DocID(block * 64 + lane), field: $0, position: $1))
              }
            }
            #expect(found == places, context)
          }
        }
        let least = (0..<blocks).map { block in
          (2..<samples.count).map { fixture.terms[$0].bound(block) }.min() ?? 255
        }
        #expect(fixture.minimum(from: 2, blocks: blocks) == least, "seed \(seed), \(count) documents")
      }
    }
    #expect(forms == [.short, .sparse, .dense], "seed \(seed)")
  }

  @Test func onlyTheFirstBlocksAreGoneThrough() {
    let places = (0..<640).map { PostingSample.Place(document: $0, field: .body, position: 0) }
    let sample = PostingSample(places, lengthCodes: [UInt8](repeating: 1, count: 640))
    let fixture = TermFixture()
    sample.withList { list in
      #expect(list.map { fixture.open([$0], [sample], documents: 640) } == true)
      for blocks in 0...10 {
        var found: [Int] = []
        fixture.terms[0].forEachBlock(blocks) { found.append($0) }
        #expect(found == Array(0..<blocks))
      }
    }
  }

  @Test func postingsBeyondTheSegmentAreDamage() {
    let places = [3, 100, 200].map { PostingSample.Place(document: $0, field: .body, position: 0) }
    for form in [nil, PostingList.Form.sparse] {
      let sample = PostingSample(places, lengthCodes: [UInt8](repeating: 1, count: 6_400), form: form)
      let fixture = TermFixture()
      sample.withList { list in
        guard let list else { return #expect(Bool(false), "no list") }
        #expect(fixture.open([list], [sample], documents: 256))
        #expect(!fixture.open([list], [sample], documents: 128))
      }
    }
  }

  @Test(arguments: Seeds.all) func damagedListsEndInNoneOrInARow(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let fixture = TermFixture()
    for sample in Self.samples(20_000, &generator) + Self.samples(300, &generator) {
      for _ in 0..<40 {
        var bytes = sample.bytes
        for _ in 0..<generator.number(1...20) {
          bytes[generator.number(0...bytes.count - 1)] =
            [0, 0xFF, 0x80, UInt8(generator.number(0...255))][
              generator.number(0...3)]
        }
        if generator.chance(0.3) { bytes.removeLast(generator.number(0...min(40, bytes.count))) }
        withBlob(bytes) { bytes in
          let list: PostingList? =
            switch sample.summary.form {
            case .short: ShortList(bytes, count: sample.summary.documentFrequency).map { .short($0) }
            case .sparse: SparseList(bytes).map { .sparse($0) }
            case .dense: DenseList(bytes, blocks: sample.blocks).map { .dense($0) }
            }
          let count = sample.lengthCodes.count
          // Impacts of documents that do not exist are not asked for.
          guard let list, fixture.open([list], [sample], documents: count) else { return }
          for block in 0..<sample.blocks where fixture.terms[0].bound(block) != 0 {
            var total = 0
            fixture.terms[0].cell(block)?.forEachPosting { total += $1.total }
            var reader = fixture.positions[0].reader(block)
            reader.skipVarints(total)
            #expect(total >= 0, "seed \(seed)")
          }
        }
      }
    }
  }
}
