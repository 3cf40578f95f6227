import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct SparsePostingsTests {
  @Test(arguments: Seeds.all) func runsHoldThePostingsOfTheirBlock(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var sparse = SparsePostings()
    // The same memory for segments of different sizes.
    for count in [2_000, 640, 5_000] {
      let blocks = Grid.blocks(count)
      let samples = (0..<4).map { _ in
        let chosen = (0..<count).shuffled(using: &generator).prefix(generator.number(1...blocks)).sorted()
        return PostingSample(chosen, of: count, &generator)
      }
      sparse.reset(blocks: blocks)
      func impact(_ sample: PostingSample, _ document: DocID, _ frequencies: FieldFrequencies) -> Float {
        sample.bm25.impact(
          frequencies.weighted(sample.weights), lengthCode: sample.lengthCodes[Int(document)])
      }
      for cursor in samples.indices.reversed() {
        samples[cursor].withList { list in
          guard case .sparse(let list) = list else { return #expect(Bool(false), "the list is not sparse") }
          sparse.append(list, cursor: cursor, documents: count, withPositions: true) {
            impact(samples[cursor], $0, $1)
          }
        }
      }
      for (cursor, sample) in samples.enumerated() {
        let byBlock = Dictionary(grouping: sample.frequencies) { Int($0.key) / 64 }
        for block in 0..<blocks {
          let context: Comment = "seed \(seed), \(count) documents, block \(block)"
          let expected = (byBlock[block] ?? []).sorted { $0.key < $1.key }
          guard let run = sparse.run(of: cursor, in: block) else {
            #expect(expected.isEmpty, context)
            continue
          }
          let postings = sparse.postings[run.postings]
          #expect(postings.map(\.document) == expected.map(\.key), context)
          #expect(postings.map(\.frequencies) == expected.map(\.value), context)
          #expect(postings.allSatisfy { $0.impact == impact(sample, $0.document, $0.frequencies) }, context)
          #expect(run.bound == postings.map(\.impact).max(), context)
          #expect(run.lanes == expected.reduce(0) { $0 | UInt64(1) << UInt64($1.key % 64) }, context)
          #expect(sparse.block(of: run) == block, context)
        }
      }
      // Greater cursors were appended first, so that a block's chain ascends.
      for run in sparse.runs where run.next >= 0 { #expect(sparse.runs[run.next].cursor > run.cursor) }
    }
  }

  @Test func postingsBeyondTheSegmentAreLeftOut() {
    let places = [3, 100, 200].map { PostingSample.Place(document: $0, field: .body, position: 0) }
    let sample = PostingSample(places, lengthCodes: [UInt8](repeating: 1, count: 6_400))
    var sparse = SparsePostings()
    sparse.reset(blocks: 2)
    sample.withList { list in
      guard case .sparse(let list) = list else { return #expect(Bool(false), "the list is not sparse") }
      sparse.append(list, cursor: 0, documents: 128, withPositions: false) { _, _ in 0.5 }
    }
    #expect(sparse.postings.map(\.document) == [3, 100])
  }
}
