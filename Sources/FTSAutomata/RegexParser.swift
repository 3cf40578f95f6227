/// Reads regular expressions; the grammar is told at `RegexPattern`.
struct RegexParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  init(_ source: String) { scalars = Array(source.unicodeScalars) }

  mutating func parse() throws(RegexSyntaxError) -> RegexSyntax {
    // Expressions are anchored; saying so changes nothing.
    _ = accept("^")
    let syntax = try alternatives()
    if position < scalars.count { throw error("')' closes no group") }
    return syntax
  }

  private mutating func alternatives() throws(RegexSyntaxError) -> RegexSyntax {
    var parts = [try sequence()]
    while accept("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .alternatives(parts)
  }

  private mutating func sequence() throws(RegexSyntaxError) -> RegexSyntax {
    var parts: [RegexSyntax] = []
    while let next = peek, next != "|", next != ")" {
      if next == "$", position + 1 == scalars.count, depth == 0 {
        position += 1
        break
      }
      var part = try atom()
      while let (least, most) = try quantifier() {
        part = .repetition(part, least: least, most: most)
      }
      parts.append(part)
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func atom() throws(RegexSyntaxError) -> RegexSyntax {
    let start = position
    let scalar = scalars[position]
    position += 1
    switch scalar {
    case ".": return .scalar(.all)
    case "[": return .scalar(try characterClass(from: start))
    case "(":
      guard depth < RegexPattern.depthLimit else {
        throw error("groups nest deeper than \(RegexPattern.depthLimit)", at: start)
      }
      depth += 1
      let inner = try alternatives()
      guard accept(")") else { throw error("'(' is not closed", at: start) }
      depth -= 1
      return inner
    case "*", "+", "?", "{": throw error("'\(scalar)' has nothing before it to repeat", at: start)
    case "\\": return .scalar(ScalarSet(try escaped()))
    default: return .scalar(ScalarSet(scalar).withLowercase)
    }
  }

  private mutating func quantifier() throws(RegexSyntaxError) -> (least: Int, most: Int?)? {
    if accept("*") { return (0, nil) }
    if accept("+") { return (1, nil) }
    if accept("?") { return (0, 1) }
    let start = position
    guard accept("{") else { return nil }
    guard let least = number() else { throw error("'{' wants a number: {m}, {m,} or {m,n}", at: start) }
    var most: Int? = least
    if accept(",") { most = peek == "}" ? nil : number() ?? -1 }
    guard accept("}"), most ?? least >= least else {
      throw error("'{' is not of the form {m}, {m,} or {m,n} with m at most n", at: start)
    }
    return (least, most)
  }

  /// A number of at most four digits, which is more than the limit of the size allows.
  private mutating func number() -> Int? {
    var digits = ""
    while let next = peek, ("0"..."9").contains(next), digits.count < 4 {
      digits.unicodeScalars.append(next)
      position += 1
    }
    return Int(digits)
  }

  private mutating func characterClass(from start: Int) throws(RegexSyntaxError) -> ScalarSet {
    let isInverted = accept("^")
    var ranges: [ClosedRange<UInt32>] = []
    // A bracket that comes first is one of the class.
    var isFirst = true
    while isFirst || peek != "]" {
      guard peek != nil else { throw error("'[' is not closed", at: start) }
      isFirst = false
      let place = position
      let low = try classScalar()
      guard peek == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
        ranges.append(low.value...low.value)
        continue
      }
      position += 1
      let high = try classScalar()
      guard low <= high else { throw error("the range \(low)-\(high) is the wrong way round", at: place) }
      ranges.append(low.value...high.value)
    }
    position += 1
    let set = ScalarSet(ranges).withLowercase
    guard isInverted else { return set }
    guard !set.inverted.ranges.isEmpty else { throw error("the class holds no character", at: start) }
    return set.inverted
  }

  private mutating func classScalar() throws(RegexSyntaxError) -> Unicode.Scalar {
    let scalar = scalars[position]
    position += 1
    return scalar == "\\" ? try escaped() : scalar
  }

  /// What follows a backslash: anything but an ASCII letter or digit, which elsewhere mean something else.
  private mutating func escaped() throws(RegexSyntaxError) -> Unicode.Scalar {
    guard let scalar = peek else { throw error("'\\' has nothing behind it", at: position - 1) }
    guard !(scalar.isASCII && Character(scalar).isLetter), !("0"..."9").contains(scalar) else {
      throw error("'\\\(scalar)' is not known", at: position - 1)
    }
    position += 1
    return scalar
  }

  private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    position += 1
    return true
  }

  private func error(_ reason: String, at index: Int? = nil) -> RegexSyntaxError {
    let before = scalars[..<(index ?? position)]
    return RegexSyntaxError(reason, at: before.reduce(0) { $0 + UTF8.width($1) })
  }
}
