import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct BlockBoundsTests {
  /// Adds what a clause can add, by block.
  private static func add(
    _ steps: [UInt8], unit: Float, isRequired: Bool = false, to bounds: inout BlockBounds
  ) {
    let vectors = (steps.count + TermRows.vector - 1) / TermRows.vector
    // SAFETY: a row is padded to whole vectors.
    withBlob(steps + [UInt8](repeating: 77, count: vectors * TermRows.vector - steps.count)) {
      unsafe bounds.add($0.pointer.assumingMemoryBound(to: UInt8.self), unit: unit, isRequired: isRequired)
    }
  }

  /// Visits all blocks and returns them.
  private static func visit(_ bounds: inout BlockBounds, threshold: Float) -> [Int] {
    var visited: [Int] = []
    bounds.order(threshold: threshold)
    while let block = bounds.next(threshold: threshold) { visited.append(block) }
    return visited
  }

  @Test(arguments: Seeds.all) func visitsWhatCanReachTheThresholdBestFirst(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    // The same memory for segments of different sizes.
    var bounds = BlockBounds()
    for blocks in [1, 15, 16, 17, 400, 33, 4_000] {
      let steps = (0..<3).map { _ in
        (0..<blocks).map { _ in generator.chance(0.4) ? 0 : UInt8(generator.number(1...255)) }
      }
      let weights = steps.map { _ in Float.random(in: 0.001...0.1, using: &generator) }
      bounds.begin(blocks: blocks, everyBlock: false)
      var exact = [Float](repeating: 0, count: blocks)
      for (steps, weight) in zip(steps, weights) {
        Self.add(steps, unit: weight, to: &bounds)
        for block in 0..<blocks { exact[block] += weight * Float(steps[block]) }
      }
      let greatest = exact.max() ?? 0
      for threshold in [-Float.infinity, 0, greatest / 2, greatest] {
        let visited = Self.visit(&bounds, threshold: threshold)
        #expect(Set(visited).count == visited.count, "seed \(seed)")
        #expect((0..<blocks).allSatisfy { bounds[$0] == exact[$0] }, "seed \(seed)")
        let expected = (0..<blocks).filter { exact[$0] > 0 && exact[$0] >= threshold }
        #expect(Set(expected).isSubset(of: visited), "seed \(seed), threshold \(threshold)")
        #expect(visited.allSatisfy { exact[$0] > 0 }, "seed \(seed)")
        // Descending, but for the width of a bucket.
        for (a, b) in zip(visited, visited.dropFirst()) {
          #expect(exact[b] <= exact[a] + greatest / 500, "seed \(seed), threshold \(threshold)")
        }
      }
    }
  }

  @Test(arguments: Seeds.all) func aRisingThresholdEndsTheVisitOnlyWhenNothingIsLeft(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let steps = (0..<300).map { _ in UInt8(generator.number(0...255)) }
    var bounds = BlockBounds()
    bounds.begin(blocks: 300, everyBlock: false)
    Self.add(steps, unit: 1, to: &bounds)
    bounds.order(threshold: 0)
    var visited: Set<Int> = []
    var threshold: Float = 0
    while let block = bounds.next(threshold: threshold) {
      visited.insert(block)
      threshold += 1
    }
    for block in 0..<300 where !visited.contains(block) && steps[block] > 0 {
      #expect(Float(steps[block]) <= threshold, "seed \(seed)")
    }
  }

  @Test(arguments: Seeds.all) func requiredClausesRuleOutBlocks(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let steps = (0..<3).map { _ in (0..<200).map { _ in generator.chance(0.5) ? UInt8(0) : 9 } }
    var bounds = BlockBounds()
    bounds.begin(blocks: 200, everyBlock: false)
    for (index, steps) in steps.enumerated() {
      Self.add(steps, unit: 1, isRequired: index < 2, to: &bounds)
    }
    let expected = (0..<200).filter { steps[0][$0] != 0 && steps[1][$0] != 0 }
    #expect((0..<200).filter { bounds.canMatch($0) } == expected, "seed \(seed)")
    #expect(Self.visit(&bounds, threshold: 0).sorted() == expected, "seed \(seed)")
  }

  @Test func withNothingButExclusionsEveryBlockIsVisited() {
    var bounds = BlockBounds()
    bounds.begin(blocks: 20, everyBlock: true)
    #expect(Self.visit(&bounds, threshold: -.infinity) == Array(0..<20))
  }

  @Test func withNoClauseNothingMatches() {
    var bounds = BlockBounds()
    bounds.begin(blocks: 20, everyBlock: false)
    #expect((0..<20).allSatisfy { !bounds.canMatch($0) })
    #expect(Self.visit(&bounds, threshold: -.infinity).isEmpty)
  }

  @Test func upcomingTellsWhatNextWillGiveAsFarAsIsKnown() {
    var bounds = BlockBounds()
    bounds.begin(blocks: 500, everyBlock: false)
    Self.add((0..<500).map { UInt8($0 * 7 % 251 + 1) }, unit: 1, to: &bounds)
    let visited = Self.visit(&bounds, threshold: 0)
    #expect(visited.count == 500)
    bounds.order(threshold: 0)
    var known = 0
    for place in 0..<500 {
      _ = bounds.next(threshold: 0)
      for distance in 1...9 {
        guard let block = bounds.upcoming(distance) else { continue }
        known += 1
        #expect(place + distance < 500 && block == visited[place + distance])
      }
    }
    #expect(known > 4_000)
  }
}
