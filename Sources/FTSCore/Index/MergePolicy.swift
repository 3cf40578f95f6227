/// Which segments to merge: tiers of like size, as in log-structured merging (O'Neil et al., Acta Informatica 1996),
/// so that each document is rewritten a number of times that grows with the logarithm of the index.
///
/// There is one merge for `fanOut` segments of a tier. Smaller tiers come first, and a merge that is under way lets
/// those of smaller segments pass. A document is so rewritten once a tier, and an index of *n* megabytes has some
/// `fanOut` · log₈ *n* segments, however small the commits were that made it.
///
/// Who must come to an end, as a command, does no more than `allowance` says; what is left over is for those who
/// come later. That may become much where no one ever writes much at once; so from `ceiling` segments on there is a
/// merge whatever it costs.
enum MergePolicy {
  /// Segments of a tier that are merged into one of the next.
  static let fanOut = 8
  /// Segments that an index should never have: each costs every query some microseconds.
  static let ceiling = 64
  /// Text bytes below which segments count as equally small.
  private static let smallest = 1 << 20
  /// Text bytes that may be merged whatever was written: a second of work or two.
  private static let freeAllowance = 16 << 20

  /// The text that may be merged by who has written `bytes` of it: as much as writing that much will cost sooner or
  /// later, since an index has about as many tiers.
  static func allowance(written bytes: Int) -> Int { freeAllowance + min(bytes, 1 << 40) * fanOut }

  /// The text that a merge of segments has to go through.
  static func cost(of segments: some Sequence<SegmentInfo>) -> Int {
    segments.reduce(0) { $0 + $1.textBytes }
  }

  /// The segments to merge next, in the order of the manifest; nothing where all is well, or too much to be done now.
  ///
  /// - Parameters:
  ///   - segments: all that the index has.
  ///   - busy: the numbers of those that are being merged.
  ///   - allowance: the most the merge may cost.
  static func select(
    _ segments: [SegmentInfo], busy: Set<UInt32> = [], allowance: Int = .max
  ) -> [SegmentInfo] {
    let idle = segments.filter { !busy.contains($0.number) }
    // A segment that is mostly deleted documents is rewritten by itself.
    if let segment = idle.first(where: { $0.deleted * 2 > $0.documents && $0.textBytes <= allowance }) {
      return [segment]
    }
    let tiers = Dictionary(grouping: idle, by: tier).filter { $0.value.count >= fanOut }
    if let due = tiers.min(by: { $0.key < $1.key })?.value, cost(of: due) <= allowance { return due }
    guard segments.count >= ceiling, idle.count >= fanOut else { return [] }
    let chosen = Set(idle.sorted { $0.textBytes < $1.textBytes }.prefix(segments.count / 2).map(\.number))
    return idle.filter { chosen.contains($0.number) }
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
