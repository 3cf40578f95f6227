/// Which segments to merge: tiers of like size, as in log-structured merging, so that each
/// document is rewritten a number of times that grows with the logarithm of the index.
enum MergePolicy {
  /// Segments of a tier that are merged into one of the next.
  static let fanOut = 8
  /// Text bytes below which segments count as equally small.
  private static let smallest = 1 << 20

  /// Indices of segments to merge into one, ascending, or `nil` where all is well.
  static func select(_ segments: [SegmentInfo]) -> [Int]? {
    // A segment that is mostly deleted documents is rewritten by itself.
    if let index = segments.firstIndex(where: { $0.deleted * 2 > $0.documents }) { return [index] }
    let tiers = Dictionary(grouping: segments.indices) { tier(of: segments[$0]) }
    return tiers.sorted { $0.key < $1.key }.first { $0.value.count >= fanOut }?.value
  }

  private static func tier(of segment: SegmentInfo) -> Int {
    var tier = 0
    var bound = smallest
    while segment.textBytes > bound {
      bound *= fanOut
      tier += 1
    }
    return tier
  }
}
