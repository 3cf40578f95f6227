import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct BlockBoundsTests {
  /// What a clause can add, by block in steps.
  private struct Clause {
    var steps: [UInt8]
    var step: Int
    var isRequired = false
  }

  /// Sums the bounds of `clauses` and passes them to `body`.
  private static func withBounds(
    _ clauses: [Clause], blocks: Int, everyBlock: Bool = false, _ bounds: inout BlockBounds,
    _ body: (inout BlockBounds) -> Void
  ) {
    let stride = (blocks + TermRows.vector - 1) / TermRows.vector * TermRows.vector
    // A row can be read in whole vectors, and what lies past the last block is anything.
    let rows = clauses.flatMap { $0.steps + [UInt8](repeating: 77, count: stride - blocks) }
    withBlob(rows) { rows in
      bounds.begin(blocks: blocks)
      for (index, clause) in clauses.enumerated() {
        // SAFETY: each clause has `stride` bytes, which live as long as this closure.
        let row = unsafe rows.pointer.assumingMemoryBound(to: UInt8.self) + index * stride
        unsafe bounds.add(BlockBounds.Row(row, step: clause.step, isRequired: clause.isRequired))
      }
      bounds.sum(everyBlock: everyBlock)
      body(&bounds)
    }
  }

  /// Visits all blocks and returns them.
  private static func visit(_ bounds: inout BlockBounds, threshold: UInt32) -> [Int] {
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
      for greatestStep in [1, 300, 5_000_000] {
        let clauses = (0..<generator.number(1...7)).map { _ in
          Clause(
            steps: (0..<blocks).map { _ in
              generator.chance(0.4) ? 0 : UInt8(generator.number(1...255))
            },
            step: generator.number(1...greatestStep))
        }
        let exact = (0..<blocks).map { block in
          clauses.reduce(0) { $0 + $1.step * Int($1.steps[block]) }
        }
        let greatest = exact.max() ?? 0
        // What rounding may add for each clause, at most: two units, of 1/30,000 of the greatest sum each.
        let unit = 2 * (clauses.reduce(0) { $0 + $1.step * 255 } / 30_000 + 1)
        Self.withBounds(clauses, blocks: blocks, &bounds) { bounds in
          let context: Comment = "seed \(seed), \(blocks) blocks, \(clauses.count) clauses"
          for block in 0..<blocks {
            #expect(bounds[block] >= exact[block], context)
            #expect(bounds[block] <= exact[block] + clauses.count * unit, context)
            #expect(bounds.canMatch(block) == (exact[block] > 0), context)
          }
          for threshold in [0, greatest / 2, greatest].map({ UInt32(clamping: $0) }) {
            let visited = Self.visit(&bounds, threshold: threshold)
            #expect(Set(visited).count == visited.count, context)
            let expected = (0..<blocks).filter { exact[$0] > 0 && exact[$0] >= Int(threshold) }
            #expect(Set(expected).isSubset(of: visited), context)
            #expect(visited.allSatisfy { exact[$0] > 0 && bounds[$0] >= Int(threshold) }, context)
            // Descending, but for the width of a bucket.
            for (a, b) in zip(visited, visited.dropFirst()) {
              #expect(bounds[b] <= bounds[a] + greatest / 200 + unit, context)
            }
          }
        }
      }
    }
  }

  @Test(arguments: Seeds.all) func aRisingThresholdEndsTheVisitOnlyWhenNothingIsLeft(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let steps = (0..<300).map { _ in UInt8(generator.number(0...255)) }
    var bounds = BlockBounds()
    Self.withBounds([Clause(steps: steps, step: 1)], blocks: 300, &bounds) { bounds in
      bounds.order(threshold: 0)
      var visited: Set<Int> = []
      var threshold: UInt32 = 0
      while let block = bounds.next(threshold: threshold) {
        visited.insert(block)
        threshold += 1
      }
      for block in 0..<300 where !visited.contains(block) && steps[block] > 0 {
        #expect(UInt32(steps[block]) <= threshold, "seed \(seed)")
      }
    }
  }

  @Test(arguments: Seeds.all) func requiredClausesRuleOutBlocks(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var bounds = BlockBounds()
    for _ in 0..<20 {
      let clauses = (0..<4).map { _ in
        Clause(
          steps: (0..<200).map { _ in generator.chance(0.3) ? 0 : 9 }, step: 1,
          isRequired: generator.chance(0.5))
      }
      let expected = (0..<200).filter { block in
        clauses.contains { $0.steps[block] != 0 }
          && clauses.allSatisfy { !$0.isRequired || $0.steps[block] != 0 }
      }
      Self.withBounds(clauses, blocks: 200, &bounds) { bounds in
        #expect((0..<200).filter { bounds.canMatch($0) } == expected, "seed \(seed)")
        #expect(Self.visit(&bounds, threshold: 0).sorted() == expected, "seed \(seed)")
      }
    }
  }

  @Test func withNothingButExclusionsEveryBlockIsVisited() {
    var bounds = BlockBounds()
    Self.withBounds([], blocks: 20, everyBlock: true, &bounds) { bounds in
      #expect(Self.visit(&bounds, threshold: 0).sorted() == Array(0..<20))
    }
  }

  @Test func withNoClauseNothingMatches() {
    var bounds = BlockBounds()
    Self.withBounds([], blocks: 20, &bounds) { bounds in
      #expect((0..<20).allSatisfy { !bounds.canMatch($0) })
      #expect(Self.visit(&bounds, threshold: 0).isEmpty)
    }
  }

  @Test func manyClausesDoNotOverflow() {
    var bounds = BlockBounds()
    let clauses = (0..<5_000).map { _ in Clause(steps: [0, 1, 255], step: 800_000) }
    Self.withBounds(clauses, blocks: 3, &bounds) { bounds in
      #expect(bounds[0] == 0 && bounds[1] >= 5_000 * 800_000 && bounds[2] >= 5_000 * 800_000 * 255)
      #expect(Self.visit(&bounds, threshold: 0) == [2, 1])
    }
  }

  @Test func whatComesNextIsKnownAsFarAsItIsGathered() {
    var bounds = BlockBounds()
    let steps = (0..<500).map { UInt8($0 * 7 % 251 + 1) }
    Self.withBounds([Clause(steps: steps, step: 1)], blocks: 500, &bounds) { bounds in
      let visited = Self.visit(&bounds, threshold: 0)
      #expect(visited.count == 500)
      bounds.order(threshold: 0)
      var known = 0
      for place in 0..<500 {
        _ = bounds.next(threshold: 0)
        for distance in 1...9 {
          guard let block = bounds.block(at: bounds.visited + distance) else { continue }
          known += 1
          #expect(place + distance < 500 && block == visited[place + distance])
        }
      }
      #expect(known > 4_000)
    }
  }
}
