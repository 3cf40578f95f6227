/// Finds the keys of a sorted dictionary that an automaton matches, reading of each key only what it does
/// not share with the one before, and telling where the next one can be.
///
/// A last byte below 32 is a mark on a key and no part of it: it is matched with any.
///
/// Keys are given in ascending order of bytes. A dictionary that can be entered at a key skips what lies
/// between by `nextCandidate()`; one that is read from front to back need not.
public struct KeyFilter: Sendable {
  /// Bytes below this one are marks.
  private static let marks: UInt8 = 32

  private var automaton: Automaton
  /// The key given last.
  public private(set) var key: [UInt8] = []
  /// States after each byte of the key, the first after none, up to the last that is not dead.
  private var states: [Automaton.State]

  /// A filter of what `automaton` matches.
  public init(_ automaton: Automaton) {
    self.automaton = automaton
    states = [automaton.start]
  }

  /// Least key that can be matched at all: where to begin.
  public var firstCandidate: [UInt8] { automaton.prefix }

  /// Whether a key is matched.
  ///
  /// - Parameters:
  ///   - shared: bytes the key has in common with the one given before, or fewer.
  ///   - rest: the bytes after those.
  public mutating func matches(shared: Int, rest: Span<UInt8>) -> Bool {
    precondition(shared <= key.count, "a key shares no more than the one before has")
    key.removeLast(key.count - shared)
    for index in rest.indices { key.append(rest[index]) }
    // Nothing goes on from the byte at which the key before died.
    if states.count <= shared { return false }
    states.removeLast(states.count - shared - 1)
    let length = key.count - (key.last.map { $0 < Self.marks } ?? false ? 1 : 0)
    while states.count <= length {
      let next = step()
      if next == Automaton.dead { return false }
      states.append(next)
    }
    return automaton.isMatch(states[length])
  }

  /// Least byte string above the key given last with which a match can begin; `nil` where there is none.
  public func nextCandidate() -> [UInt8]? {
    // Something longer than the key, or a byte greater than the one that led nowhere.
    var low = states.count > key.count ? 0 : Int(key[states.count - 1]) + 1
    for depth in (0..<states.count).reversed() {
      // What matches may come again with a mark.
      if low < Self.marks, automaton.isMatch(states[depth]) { return key[..<depth] + [UInt8(max(low, 1))] }
      if low < 256, let byte = automaton.firstByte(from: states[depth], atLeast: low) {
        return key[..<depth] + [byte]
      }
      if depth > 0 { low = Int(key[depth - 1]) + 1 }
    }
    return nil
  }

  /// Where the first byte of the key leads whose state is not known.
  private mutating func step() -> Automaton.State {
    let depth = states.count - 1
    if let next = automaton.step(states[depth], key[depth]) { return next }
    // The automaton is full and begins anew with the states of this key.
    states = automaton.restart(key[...depth])
    return states.removeLast()
  }
}
