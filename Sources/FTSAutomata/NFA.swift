/// A nondeterministic automaton over the bytes of UTF-8 (Thompson's construction).
///
/// It is built from its end: each function takes the node that follows and returns the node that comes
/// before it. Equal nodes are one, so that the tails of encodings are shared.
struct NFA {
  typealias NodeID = Int32

  enum Node: Hashable {
    /// Goes on where the next byte is in the range.
    case bytes(ClosedRange<UInt8>, next: NodeID)
    /// Is at all of these at once.
    case split([NodeID])
    /// All that was read is a match.
    case match
  }

  private(set) var nodes: [Node] = []
  private var known: [Node: NodeID] = [:]
  /// Where reading begins.
  var start: NodeID = 0

  /// The node at which a match ends.
  mutating func match() -> NodeID { node(.match) }

  /// Reads one scalar of `set`.
  mutating func scalar(in set: ScalarSet, next: NodeID) -> NodeID {
    var entries: [NodeID] = []
    for run in set.ranges.flatMap(UTF8Ranges.runs) {
      var entry = next
      for bytes in run.reversed() { entry = node(.bytes(bytes, next: entry)) }
      entries.append(entry)
    }
    return split(entries)
  }

  /// Reads the scalars of `text`, one after the other.
  mutating func literal(_ text: some BidirectionalCollection<Unicode.Scalar>, next: NodeID) -> NodeID {
    var entry = next
    for scalar in text.reversed() { entry = self.scalar(in: ScalarSet(scalar), next: entry) }
    return entry
  }

  /// Is at all of `nodes` at once.
  mutating func split(_ nodes: [NodeID]) -> NodeID { nodes.count == 1 ? nodes[0] : node(.split(nodes)) }

  /// Reads what `body` reads any number of times, then goes on.
  mutating func loop(next: NodeID, _ body: (inout NFA, NodeID) -> NodeID) -> NodeID {
    // The body leads back to a node that is not complete before the body is.
    let entry = NodeID(nodes.count)
    nodes.append(.split([]))
    let inside = body(&self, entry)
    nodes[Int(entry)] = .split([inside, next])
    return entry
  }

  private mutating func node(_ node: Node) -> NodeID {
    if let id = known[node] { return id }
    let id = NodeID(nodes.count)
    nodes.append(node)
    known[node] = id
    return id
  }
}
