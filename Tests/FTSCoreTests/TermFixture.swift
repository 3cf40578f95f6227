@testable import FTSCore

/// Cursors over lists in memory, as a query makes them over those of a segment.
final class TermFixture {
  private var rows = TermRows()
  private(set) var terms = ScratchBuffer<TermCursor>()
  private(set) var positions = ScratchBuffer<TermPositions>()

  /// Cursors over `lists`, valid as long as the lists; scores of a term are its impacts times its
  /// weight, in units.
  ///
  /// - Returns: false where a list is damaged.
  func open(
    _ lists: [PostingList], _ samples: [PostingSample], documents: Int, weights: [UInt32]? = nil
  ) -> Bool {
    terms.removeAll()
    positions.removeAll()
    rows.begin(
      blocks: Grid.blocks(documents), rows: 2 * lists.count + 1,
      cellBytes: lists.reduce(0) { sum, list in
        if case .short(let list) = list { sum + TermRows.cellBytes(of: list) } else { sum }
      })
    // SAFETY: the rows and the lists outlive the cursors' use, which is within the test.
    for (index, (list, sample)) in zip(lists, samples).enumerated() {
      let weight = weights?[index] ?? 255 << 16
      let step = Self.step(weight)
      let count = sample.summary.documentFrequency
      switch list {
      case .short(let list):
        let starts = unsafe rows.take().starts
        let row = unsafe rows.expand(list, documents: documents, positionStarts: starts) { document, _ in
          ImpactBound.above(sample.impact(document))
        }
        guard let row = unsafe row else { return false }
        terms.append(
          unsafe TermCursor(
            row: row.bounds, starts: row.starts, cells: row.cells, weight: weight, step: step,
            documentFrequency: count))
        positions.append(unsafe .short(list, starts: UnsafePointer(starts)))
      case .sparse(let list):
        let entries = unsafe rows.take().starts
        guard let row = unsafe rows.expand(list, entries: entries) else { return false }
        let cells = unsafe UnsafeBufferPointer(
          start: list.cells.pointer.assumingMemoryBound(to: UInt8.self), count: list.cells.count)
        terms.append(
          unsafe TermCursor(
            row: row.bounds, starts: row.starts, cells: cells, weight: weight, step: step,
            documentFrequency: count))
        positions.append(unsafe .sparse(list, entries: UnsafePointer(entries)))
      case .dense(let list):
        terms.append(TermCursor(list, weight: weight, step: step, documentFrequency: count))
        positions.append(.dense(list))
      }
    }
    return true
  }

  /// What a step of a bound is worth with that weight, rounded up.
  private static func step(_ weight: UInt32) -> Int { (Int(weight) + 254) / 255 }

  /// By block, the least bound of the terms from `first` on.
  func minimum(from first: Int, blocks: Int) -> [UInt8] {
    // SAFETY: a row has an entry for every block.
    let row = unsafe rows.minimum(of: terms, from: first)
    return (0..<blocks).map { unsafe row[$0] }
  }
}
