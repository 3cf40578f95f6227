import FTSQuery

/// The tree of a plan as evaluation goes through it: every node before those below it, and of those below one
/// first what is required, then what excludes, then the others, of each what is cheap before what is dear.
struct MatchTree {
  struct Node: BitwiseCopyable {
    enum Kind: BitwiseCopyable {
      case clause(Int)
      case filter(Int)
      case everything
      case nothing
      case boolean
      case atLeast(Int)
    }

    var kind: Kind
    /// How it binds in the node above it.
    var occurrence: Query.Occurrence
    /// Whether what matches it may score by it.
    var scores: Bool
    /// The place of the node above it.
    var parent: Int
    /// The place behind all below it.
    var end = 0
  }

  /// The root first: a boolean node.
  private(set) var nodes: [Node] = []

  /// - Parameter documentFrequency: documents with the rarest term of a clause.
  init(_ plan: QueryPlan, documentFrequency: (_ clause: Int) -> Int) {
    guard let parts = plan.parts else { return }
    append(
      .boolean(parts), Node(kind: .boolean, occurrence: .should, scores: true, parent: 0), plan,
      documentFrequency)
  }

  private mutating func append(
    _ node: PlanNode, _ made: Node, _ plan: QueryPlan, _ documentFrequency: (_ clause: Int) -> Int
  ) {
    let place = nodes.count
    nodes.append(made)
    func below(_ node: PlanNode, _ occurrence: Query.Occurrence) -> Node {
      var made = Node(kind: .nothing, occurrence: occurrence, scores: made.scores, parent: place)
      if occurrence == .filter || occurrence == .mustNot { made.scores = false }
      switch node {
      case .clause(let clause):
        made.kind = .clause(clause)
        made.scores = plan.clauses[clause].scores
      case .filter(let filter): made.kind = .filter(filter)
      case .everything: made.kind = .everything
      case .nothing: break
      case .boolean: made.kind = .boolean
      case .atLeast(let count, _): made.kind = .atLeast(count)
      }
      return made
    }
    switch node {
    case .boolean(let parts):
      let order =
        parts.count < 2
        ? parts
        : parts.sorted {
          Self.cost(of: $0, plan, documentFrequency) < Self.cost(of: $1, plan, documentFrequency)
        }
      nodes.reserveCapacity(place + 1 + order.count)
      for part in order { append(part.node, below(part.node, part.occurrence), plan, documentFrequency) }
    case .atLeast(_, let parts):
      for part in parts { append(part, below(part, .should), plan, documentFrequency) }
    case .clause, .filter, .everything, .nothing: break
    }
    nodes[place].end = nodes.count
  }

  /// What is sorted by: what kind of part it is, and how many documents it may be in.
  private static func cost(
    of part: PlanNode.Part, _ plan: QueryPlan, _ documentFrequency: (_ clause: Int) -> Int
  ) -> (kind: Int, documents: Int) {
    let isRequired = part.occurrence == .must || part.occurrence == .filter
    let isExcluded = part.occurrence == .mustNot
    switch part.node {
    case .clause(let clause):
      let documents = documentFrequency(clause)
      if plan.clauses[clause].isOfSeveral { return (isRequired ? 3 : isExcluded ? 4 : 7, documents) }
      return (isRequired ? 0 : isExcluded ? 1 : 5, documents)
    case .filter, .everything, .nothing: return (isRequired ? 0 : isExcluded ? 1 : 5, .max)
    case .boolean, .atLeast: return (isRequired ? 2 : isExcluded ? 4 : 6, 0)
    }
  }
}
