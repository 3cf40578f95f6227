@testable import FTSAutomata

/// The optimal string alignment distance, by the table of its definition.
func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var rows = [Array(0...b.count)]
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var least = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, rows[i - 1][j - 1] + 1) }
      row.append(least)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}

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

/// Whether a pattern matches, by trying every length for every gap.
func matches(_ pieces: ArraySlice<WildcardPattern.Piece>, _ text: ArraySlice<Unicode.Scalar>) -> Bool {
  guard let first = pieces.first else { return text.isEmpty }
  switch first {
  case .one: return !text.isEmpty && matches(pieces.dropFirst(), text.dropFirst())
  case .many:
    return (0...text.count).contains { matches(pieces.dropFirst(), text.dropFirst($0)) }
  case .literal(let literal):
    let scalars = literal.unicodeScalars
    return text.starts(with: scalars) && matches(pieces.dropFirst(), text.dropFirst(scalars.count))
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
