/// Which documents of a segment a search may return at all: not deleted, and of the kind asked
/// for.
struct LaneFilter {
  private let live: [UInt64]?
  private let kind: Blob?
  private let documents: Int
  /// Whether no document can pass.
  let isEmpty: Bool

  /// - Parameter kind: `nil` for any.
  init(_ segment: SegmentReader, kind: String?) {
    live = segment.live
    documents = segment.info.documents
    if let kind {
      self.kind = segment.kinds.documents(of: kind)
      isEmpty = self.kind == nil
    } else {
      self.kind = nil
      isEmpty = false
    }
  }

  /// Whether every document passes.
  var passesAll: Bool { live == nil && kind == nil }

  /// The documents of a block that pass.
  subscript(block: Int) -> UInt64 {
    let rest = documents - block * Grid.blockSize
    var lanes = rest >= Grid.blockSize ? UInt64.max : 1 << UInt64(rest) - 1
    if let live { lanes &= live[block] }
    if let kind { lanes &= kind.load(UInt64.self, at: block * 8) }
    return lanes
  }
}
