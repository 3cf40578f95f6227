/// What the evaluation of queries costs beside time, per query: the same in every run of the same
/// build over the same index, so that a change can be held to it. The raw value is its name in
/// reports and thresholds.
enum QueryCounter: String, CaseIterable {
  case allocations = "allocations_per_query"
  case evaluationAllocations = "evaluation_allocations_per_query"
  case blocks = "blocks_per_query"
  case postings = "postings_per_query"

  /// How much more than recorded is no growth, per query.
  var slack: Double {
    switch self {
    // The capacity of an array depends on what piece of memory the allocator has at hand, so that
    // now and then one grows once more or less. What every query does anew counts as 1.
    case .allocations: 0.5
    case .evaluationAllocations, .blocks, .postings: 0
    }
  }

  /// The name for people.
  var label: String { rawValue.split(separator: "_").joined(separator: " ") }
}
