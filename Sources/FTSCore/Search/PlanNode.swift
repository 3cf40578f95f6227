import FTSQuery

/// A part of a query in terms of an index: as `Query.Node`, which tells what each means, with what comes to
/// the same made the same.
enum PlanNode {
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
}

extension PlanNode.Part {
  /// What a boolean node may have in the place of this part: of an `OR` in an `OR`, of an `AND` in an `AND`, and of
  /// what stands in parentheses by itself, the parts; `nil` of any other.
  var flattened: [PlanNode.Part]? {
    guard case .boolean(let parts) = node else { return nil }
    switch occurrence {
    case .should: return parts.allSatisfy { $0.occurrence == .should } ? parts : nil
    case .must: return parts.contains { $0.occurrence == .must } ? parts : nil
    case .mustNot, .filter: return nil
    }
  }
}
