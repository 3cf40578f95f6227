/// What evaluation did: counts that depend on the index and the query alone, and so can be compared
/// from one build to the next.
package struct SearchWork: Equatable, Sendable {
  /// Blocks visited.
  package var blocks = 0
  /// Postings whose impact was added to a score.
  package var postings = 0

  /// What the caller counts, by how much it grew during evaluation: allocations, for a benchmark.
  package var counted = 0

  package init() {}

  /// The sum of two.
  package static func += (a: inout SearchWork, b: SearchWork) {
    a.blocks += b.blocks
    a.postings += b.postings
    a.counted += b.counted
  }
}
