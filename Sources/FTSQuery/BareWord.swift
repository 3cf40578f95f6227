import FTSAutomata

/// A word as it was typed without quotes: scalars, each of which may stand for itself alone.
struct BareWord {
  struct Unit {
    var scalar: Unicode.Scalar
    /// Whether a `\` takes from it whatever else it means.
    var isEscaped = false

    func `is`(_ other: Unicode.Scalar) -> Bool { !isEscaped && scalar == other }
  }

  private(set) var units: ArraySlice<Unit>

  init(_ units: [Unit]) { self.units = units[...] }

  /// What it says letter by letter.
  var text: String { Self.text(units) }

  /// Whether anything in it stands for itself alone.
  var isEscaped: Bool { units.contains(where: \.isEscaped) }

  /// Whether it is that scalar alone.
  func isLone(_ scalar: Unicode.Scalar) -> Bool { units.count == 1 && units.first!.is(scalar) }

  /// What stands before the first colon, where nothing behind it is part of a word, as in `rating:>=`; `nil` in other words.
  var fieldWithoutValue: String? {
    guard let colon = units.firstIndex(where: { $0.is(":") }),
      !units[(colon + 1)...].contains(where: { $0.isEscaped || $0.scalar.isWordPart })
    else { return nil }
    return Self.text(units[..<colon])
  }

  /// Whether it has a `)` more than the `(` before it.
  var closesGroup: Bool {
    var open = 0
    return units.contains { unit in
      if unit.is("(") { open += 1 } else if unit.is(")") { open -= 1 }
      return open < 0
    }
  }

  /// Takes `^2` off the end; `nil` where there is none.
  mutating func takeBoost() -> Double? {
    guard let caret = units.lastIndex(where: { $0.is("^") }), caret > units.startIndex,
      let boost = number(Self.text(units[(caret + 1)...])), boost >= 0
    else { return nil }
    units = units[..<caret]
    return boost
  }

  /// Takes commas and the like off the end, which a value has not.
  mutating func trimPunctuation() {
    while let last = units.last, ",;!?".unicodeScalars.contains(where: last.is) { units.removeLast() }
  }

  /// What it looks for, and what of it makes no sense. An address, whatever is in it, is a word.
  func match() -> (match: TextMatch, note: String?) {
    let isAddress = units.indices.dropLast(2).contains {
      units[$0].is(":") && units[$0 + 1].is("/") && units[$0 + 2].is("/")
    }
    if isAddress { return (.word(text), nil) }
    // A sentence's punctuation is not a pattern's.
    var trimmed = self
    while let last = trimmed.units.last, ",;.!:".unicodeScalars.contains(where: last.is) {
      trimmed.units.removeLast()
    }
    return trimmed.fuzzy() ?? trimmed.pattern().map { ($0, nil) } ?? (.word(text), nil)
  }

  /// `word~`, `word~1` or `word~2`.
  private func fuzzy() -> (match: TextMatch, note: String?)? {
    guard let tilde = units.lastIndex(where: { $0.is("~") }), Self.isWord(units[..<tilde]) else { return nil }
    let digits = Self.text(units[(tilde + 1)...])
    guard let edits = digits.isEmpty ? 0 : number(digits), edits >= 0 else { return nil }
    var base = self
    base.units = units[..<tilde]
    if let pattern = base.pattern() { return (pattern, "a word with gaps cannot be fuzzy as well") }
    if digits == "0" { return (.word(base.text), "'~' wants 1 or 2") }
    let distance = edits < 1 ? TextMatch.distance(for: base.text) : edits < 2 ? 1 : 2
    let isKnown = digits.isEmpty || digits == "1" || digits == "2"
    return (.fuzzy(base.text, distance: distance), isKnown ? nil : "'~' wants 1 or 2")
  }

  /// `pre*` or `wild*rd`.
  private func pattern() -> TextMatch? {
    guard Self.isWord(units) else { return nil }
    // At the end of a word "?" asks a question, unless the word has gaps already.
    let isGap = { (unit: Unit) in unit.is("*") || unit.is("?") }
    let body = units[..<(units.lastIndex { !$0.is("?") }! + 1)]
    guard body.contains(where: isGap) else { return nil }
    let pieces = units.map { unit -> WildcardPattern.Piece in
      unit.is("*") ? .many : unit.is("?") ? .one : .literal(String(unit.scalar))
    }
    let pattern = WildcardPattern(pieces)
    if case .literal(let prefix) = pattern.pieces[0], pattern.pieces[1...] == [.many] {
      return .prefix(prefix)
    }
    return .wildcard(pattern)
  }

  /// Whether there is a letter, a digit or anything beyond ASCII.
  private static func isWord(_ units: ArraySlice<Unit>) -> Bool {
    units.contains { $0.scalar.isWordPart }
  }

  private static func text(_ units: ArraySlice<Unit>) -> String {
    var text = String.UnicodeScalarView()
    for unit in units { text.append(unit.scalar) }
    return String(text)
  }
}

/// The number that `text` spells as a person does: `4`, `-1.5`, `2e3`.
func number(_ text: some StringProtocol) -> Double? {
  let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
  guard let first = digits.unicodeScalars.first, let last = digits.unicodeScalars.last, first.isDigit,
    last.isDigit, digits.unicodeScalars.allSatisfy({ $0.isDigit || ".eE+-".unicodeScalars.contains($0) }),
    let value = Double(text), value.isFinite
  else { return nil }
  return value
}
