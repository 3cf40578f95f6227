/// A deterministic automaton over bytes whose states are found as they are reached.
///
/// It answers whether a text is matched byte by byte: begin at `start`, `step` with each byte, and
/// ask `isMatch` at the end. Once a state is `dead` no text that goes on from there is matched. States
/// are kept up to a limit, so that no pattern takes memory without bound: when `step` has no room left it
/// says so, and `restart` makes room.
public struct Automaton: Sendable {
  /// A place in the automaton; only of use with the one that gave it, until its `restart`.
  public typealias State = Int32

  /// No text goes on from here to a match.
  public static let dead: State = 0
  /// States that are kept at most, unless said otherwise: some 2 MB of them.
  public static let stateLimit = 8_192

  /// Where reading begins.
  public let start: State = 1
  /// Bytes with which every match begins.
  public private(set) var prefix: [UInt8] = []

  private let nfa: NFA
  private let limit: Int
  /// Bytes that no range of the pattern tells apart are of one class.
  private let classes: [UInt8]
  private let classCount: Int
  /// Of each state its `bytes` nodes, ascending.
  private var members: [[NFA.NodeID]] = []
  private var matches: [Bool] = []
  private var known: [[NFA.NodeID]: State] = [:]
  /// By state and class where it leads; -1 where that is not known yet.
  private var table: [State] = []
  /// The node at which a match ends.
  private let matchNode: NFA.NodeID

  /// An automaton of words that are matched by an expression.
  public init(_ pattern: RegexPattern, stateLimit: Int = stateLimit) {
    self.init(stateLimit: stateLimit) { $0.expression(pattern.syntax, next: $1) }
  }

  /// An automaton of words that are matched by a pattern.
  public init(_ pattern: WildcardPattern, stateLimit: Int = stateLimit) {
    self.init(stateLimit: stateLimit) { $0.wildcard(pattern, next: $1) }
  }

  /// An automaton of what at most `distance` edits make of `word`: inserting, removing or replacing a scalar, or
  /// exchanging two neighbours, none of them edited again (optimal string alignment).
  public init(editsOf word: String, distance: Int, stateLimit: Int = stateLimit) {
    self.init(stateLimit: stateLimit) {
      $0.edits(of: Array(word.unicodeScalars), distance: distance, next: $1)
    }
  }

  private init(stateLimit: Int, _ build: (inout NFA, NFA.NodeID) -> NFA.NodeID) {
    var nfa = NFA()
    matchNode = nfa.match()
    nfa.start = build(&nfa, matchNode)
    self.nfa = nfa
    limit = stateLimit
    (classes, classCount) = Self.classes(of: nfa)
    removeAll()
    findPrefix()
  }

  /// Where `byte` leads from `state`; `nil` where another state would be one too many.
  public mutating func step(_ state: State, _ byte: UInt8) -> State? {
    let entry = Int(state) * classCount + Int(classes[Int(byte)])
    let next = table[entry]
    if next >= 0 { return next }
    return members.count < limit ? find(entry, from: state, byte) : nil
  }

  /// Forgets all states and finds those anew that `text` goes through, the first before its first byte.
  public mutating func restart(_ text: some Sequence<UInt8>) -> [State] {
    removeAll()
    var states = [start]
    for byte in text {
      let state = states[states.count - 1]
      let entry = Int(state) * classCount + Int(classes[Int(byte)])
      states.append(table[entry] >= 0 ? table[entry] : find(entry, from: state, byte))
    }
    return states
  }

  /// Whether what was read so far is matched.
  public func isMatch(_ state: State) -> Bool { matches[Int(state)] }

  /// Least byte from `low` on that does not lead to `dead`.
  public func firstByte(from state: State, atLeast low: Int) -> UInt8? {
    var least: UInt8?
    for node in members[Int(state)] {
      guard case .bytes(let range, _) = nfa.nodes[Int(node)], Int(range.upperBound) >= low else { continue }
      let candidate = max(range.lowerBound, UInt8(low))
      if candidate <= least ?? .max { least = candidate }
    }
    return least
  }

  /// Forgets all states but `dead` and `start`.
  private mutating func removeAll() {
    members = []
    matches = []
    known = [:]
    table = []
    _ = intern([], isMatch: false)
    let (nodes, isMatch) = closure(of: [nfa.start])
    _ = intern(nodes, isMatch: isMatch)
  }

  private mutating func find(_ entry: Int, from state: State, _ byte: UInt8) -> State {
    var targets: [NFA.NodeID] = []
    for node in members[Int(state)] {
      if case .bytes(let range, let next) = nfa.nodes[Int(node)], range.contains(byte) {
        targets.append(next)
      }
    }
    let (nodes, isMatch) = closure(of: targets)
    let next = intern(nodes, isMatch: isMatch)
    table[entry] = next
    return next
  }

  private mutating func intern(_ nodes: [NFA.NodeID], isMatch: Bool) -> State {
    let key = key(nodes, isMatch)
    if let state = known[key] { return state }
    let state = State(members.count)
    members.append(nodes)
    matches.append(isMatch)
    known[key] = state
    table += [State](repeating: -1, count: classCount)
    return state
  }

  /// A state is told from others by its nodes, among them the one at which a match ends.
  private func key(_ nodes: [NFA.NodeID], _ isMatch: Bool) -> [NFA.NodeID] {
    isMatch ? nodes + [matchNode] : nodes
  }

  /// The `bytes` nodes that are reached from `nodes` without reading, and whether a match is.
  private func closure(of nodes: [NFA.NodeID]) -> (nodes: [NFA.NodeID], isMatch: Bool) {
    var reached: Set<NFA.NodeID> = []
    var pending = nodes
    var result: [NFA.NodeID] = []
    while let node = pending.popLast() {
      guard reached.insert(node).inserted else { continue }
      switch nfa.nodes[Int(node)] {
      case .bytes: result.append(node)
      case .split(let ways): pending += ways
      case .match: break
      }
    }
    return (result.sorted(), reached.contains(matchNode))
  }

  private static func classes(of nfa: NFA) -> (classes: [UInt8], count: Int) {
    var begins = [Bool](repeating: false, count: 257)
    for case .bytes(let range, _) in nfa.nodes {
      begins[Int(range.lowerBound)] = true
      begins[Int(range.upperBound) + 1] = true
    }
    var classes = [UInt8](repeating: 0, count: 256)
    var current: UInt8 = 0
    for byte in 1...255 {
      if begins[byte] { current += 1 }
      classes[byte] = current
    }
    return (classes, Int(current) + 1)
  }

  private mutating func findPrefix() {
    var state = start
    // No word of a dictionary is longer.
    while prefix.count < 255, !isMatch(state), let byte = firstByte(from: state, atLeast: 0),
      firstByte(from: state, atLeast: Int(byte) + 1) == nil, let next = step(state, byte)
    {
      prefix.append(byte)
      state = next
    }
    removeAll()
  }
}
