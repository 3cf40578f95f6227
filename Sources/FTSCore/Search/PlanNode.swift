import FTSQuery

/// A part of a query in terms of an index: as `Query.Node`, which tells what each means, with what comes to
/// the same made the same.
indirect enum PlanNode {
  /// A word or phrase, by its place among the clauses of the plan.
  case clause(Int)
  /// A condition, by its place among the filters of the plan.
  case filter(Int)
  case everything
  case nothing
  case boolean([Part])
  case atLeast(Int, [PlanNode])

  /// A part of a boolean node.
  struct Part {
    var occurrence: Query.Occurrence
    var node: PlanNode
  }

  /// Whether it is of optional parts alone.
  fileprivate var isUnion: Bool {
    guard case .boolean(let parts) = self else { return false }
    return parts.allSatisfy { $0.occurrence == .should }
  }

  fileprivate var hasMust: Bool {
    guard case .boolean(let parts) = self else { return false }
    return parts.contains { $0.occurrence == .must }
  }

  /// Its parts, those of a boolean node or itself as the only one.
  var parts: [Part] {
    if case .boolean(let parts) = self { parts } else { [Part(occurrence: .should, node: self)] }
  }

  /// The parts of which the node `boolean` that has this part may have others instead: an `OR` in an `OR`, an
  /// `AND` in an `AND`, whatever stands in parentheses by itself.
  static func flattened(_ part: Part) -> [Part] {
    switch part.occurrence {
    case .should where part.node.isUnion: part.node.parts
    case .must where part.node.hasMust: part.node.parts
    default: [part]
    }
  }
}
