/// Documents of a segment as runs without a gap, ascending, none of which overlaps another.
struct DocumentRuns {
  private(set) var runs: [Range<DocID>] = []

  var isEmpty: Bool { runs.isEmpty }

  /// - Parameter runs: in any order; they may overlap. None is empty.
  init(_ runs: [Range<DocID>] = []) {
    if runs.areApart {
      self.runs = runs
      return
    }
    for run in runs.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = self.runs.last, run.lowerBound < last.upperBound {
        self.runs[self.runs.count - 1] = last.lowerBound..<max(last.upperBound, run.upperBound)
      } else {
        self.runs.append(run)
      }
    }
  }

  /// How many documents there are.
  var count: Int { runs.reduce(0) { $0 + $1.count } }

  func contains(_ document: DocID) -> Bool {
    let next = partitionPoint(runs.count) { runs[$0].lowerBound > document }
    return next > 0 && runs[next - 1].contains(document)
  }

  /// Calls `body` with each block that has any of them, ascending, and which those are.
  @inline(__always)
  func forEachBlock(_ body: (_ block: Int, _ lanes: UInt64) -> Void) {
    var open: (block: Int, lanes: UInt64) = (0, 0)
    for run in runs {
      DocumentMask.forEachBlock(of: Int(run.lowerBound)..<Int(run.upperBound)) { block, lanes in
        if block != open.block {
          if open.lanes != 0 { body(open.block, open.lanes) }
          open = (block, 0)
        }
        open.lanes |= lanes
      }
    }
    if open.lanes != 0 { body(open.block, open.lanes) }
  }
}

extension [Range<DocID>] {
  /// Whether each begins where the one before has ended, or behind that.
  fileprivate var areApart: Bool { zip(self, dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound } }
}
