@testable import FTSAutomata

/// Where an expression may end that begins at `start`, by trying everything.
func ends(_ syntax: RegexSyntax, _ text: [Unicode.Scalar], from start: Int) -> Set<Int> {
  switch syntax {
  case .scalar(let set):
    return start < text.count && set.contains(text[start]) ? [start + 1] : []
  case .sequence(let parts):
    return parts.reduce([start]) { places, part in
      Set(places.flatMap { ends(part, text, from: $0) })
    }
  case .alternatives(let parts): return Set(parts.flatMap { ends($0, text, from: start) })
  case .repetition(let part, let least, let most):
    var places: Set<Int> = [start]
    for _ in 0..<least { places = Set(places.flatMap { ends(part, text, from: $0) }) }
    // More rounds than scalars find nothing new.
    var all = places
    for _ in 0..<min(most.map { $0 - least } ?? .max, text.count + 1) {
      places = Set(places.flatMap { ends(part, text, from: $0) })
      all.formUnion(places)
    }
    return all
  }
}

extension Automaton {
  /// Whether it matches a text, byte by byte.
  mutating func matches(_ text: String) -> Bool {
    var state = start
    for byte in text.utf8 {
      guard let next = step(state, byte) else { preconditionFailure("the automaton is full") }
      state = next
    }
    return isMatch(state)
  }
}
