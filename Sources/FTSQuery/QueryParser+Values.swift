import FTSAutomata

/// What is held against a field: words, phrases, patterns, numbers, dates and names.
extension QueryParser {
  /// The value at the position; `nil` where it says nothing. `start` is where the clause begins, with its field.
  mutating func value(_ scope: Scope, from start: Int) throws(QuerySyntaxError) -> Part? {
    if peek == "=", scope != .text(nil), position + 1 < scalars.count,
      !isBoundary(position + 1) || scalars[position + 1].isQuote
    {
      position += 1
      if case .filter(let field) = scope {
        return try exact(field, from: start).map { part($0, from: start) }
      }
      if case .text = scope { note("'=' wants author, tag, reply-to or an attribute before it", at: start) }
    }
    if peek == "(" { return try group(scope, from: start) }
    if peek?.isQuote ?? false { return try quoted(scope, from: start).map { part($0, from: start) } }
    if let digits = acceptMinimum() { return try minimum(digits, scope, from: start) }
    if scope.hasWords, let pattern = acceptRegex(), let node = node(of: .regex(pattern), scope) {
      return part(boosted(try leaf(node, from: start), from: start), from: start)
    }
    return part(try bare(scope, from: start), from: start)
  }

  // MARK: Quoted

  private mutating func quoted(_ scope: Scope, from start: Int) throws(QuerySyntaxError) -> Query? {
    let open = position
    guard let text = quotedText() else { return nil }
    let match = acceptNearness(of: text) ?? .phrase(text)
    let node = node(of: match, scope) ?? node(of: text, scope, at: open) ?? .text(match, in: nil)
    return boosted(try leaf(node, from: start), from: start)
  }

  /// A whole value behind `=`.
  private mutating func exact(_ field: FilterField, from start: Int) throws(QuerySyntaxError) -> Query? {
    if peek?.isQuote ?? false {
      guard let text = quotedText() else { return nil }
      return boosted(try leaf(.filter(.equals(field, text)), from: start), from: start)
    }
    var word = bareWord()
    let boost = word.takeBoost()
    return boosted(try leaf(.filter(.equals(field, word.text)), from: start), by: boost, from: start)
  }

  /// What stands in the quotes at the position; `nil` where that is nothing. Any quote closes any other; the last
  /// may be missing.
  private mutating func quotedText() -> String? {
    let open = position
    var text = String.UnicodeScalarView()
    position += 1
    while let scalar = peek, !scalar.isQuote {
      position += 1
      if scalar == "\\", let next = peek, next == "\\" || next.isQuote {
        text.append(next)
        position += 1
      } else {
        text.append(scalar)
      }
    }
    if position == scalars.count { note("the quote is not closed", at: open) } else { position += 1 }
    if text.allSatisfy(\.isSpace) {
      note("the quotes have nothing in them", at: open)
      return nil
    }
    return String(text)
  }

  /// `~4` or `~>4` behind a phrase.
  private mutating func acceptNearness(of text: String) -> TextMatch? {
    let start = position
    guard accept("~") else { return nil }
    let isOrdered = accept(">")
    let first = position
    while let digit = peek, digit.isDigit { position += 1 }
    guard position > first else {
      note("'~' behind a phrase wants a number of words", at: start)
      return nil
    }
    let slop = Int(string(first..<position)) ?? .max
    if slop > QueryLimits.slop { note("'~' goes up to \(QueryLimits.slop)", at: start) }
    return .near(text, slop: min(slop, QueryLimits.slop), isOrdered: isOrdered)
  }

  // MARK: Regular expressions

  /// Passes over `/…/` before a space, a boost or the end of a group. A path such as `/usr/bin` is none.
  private mutating func acceptRegex() -> RegexPattern? {
    guard peek == "/" else { return nil }
    var end = position + 1
    while end < scalars.count, scalars[end] != "/", !scalars[end].isSpace {
      end += scalars[end] == "\\" ? 2 : 1
    }
    guard end < scalars.count, scalars[end] == "/", end > position + 1,
      isBoundary(end + 1) || scalars[end + 1] == "^"
    else { return nil }
    do {
      let pattern = try RegexPattern(string(position + 1..<end))
      position = end + 1
      return pattern
    } catch {
      note(error.reason, at: position + 1, bytes: error.position)
      return nil
    }
  }

  // MARK: Bare

  private mutating func bare(_ scope: Scope, from start: Int) throws(QuerySyntaxError) -> Query {
    let first = position
    let end = wordEnd(from: first)
    // Most words are of letters and have nothing in them that could mean more.
    if scalars[first..<end].allSatisfy({ $0.isLetter || $0.isDigit }),
      let node = node(of: .word(string(first..<end)), scope)
    {
      position = end
      return try leaf(node, from: start)
    }
    var word = bareWord(to: end)
    noteLeftovers(of: word, from: first)
    let boost = word.takeBoost()
    let node =
      node(of: word, scope, at: first)
      // What is none of the field's values is a word, with the field's name.
      ?? .text(.word(string(start..<position)), in: nil)
    return boosted(try leaf(node, from: start), by: boost, from: start)
  }

  /// Notes what in a word was meant to be more than a word.
  private mutating func noteLeftovers(of word: BareWord, from start: Int) {
    if depth == 0, word.closesGroup { note("')' closes no group", at: start) }
    if let name = word.fieldWithoutValue,
      Scope(reserved: name) != nil || options.attributes?.contains(name) ?? false
    {
      note("'\(word.text)' has nothing behind it", at: start)
    }
  }

  /// The word at the position.
  private mutating func bareWord() -> BareWord { bareWord(to: wordEnd(from: position)) }

  /// The scalars up to `end` as a word.
  mutating func bareWord(to end: Int) -> BareWord {
    let start = position
    var units: [BareWord.Unit] = []
    while position < end {
      let escapes = isEscape(at: position, isFirst: position == start)
      if escapes { position += 1 }
      units.append(BareWord.Unit(scalar: scalars[position], isEscaped: escapes))
      position += 1
    }
    return BareWord(units)
  }

  /// Where the word ends that begins at `start`: before a space, or before the `)` that ends the group, but not before
  /// one whose `(` is in the word.
  func wordEnd(from start: Int) -> Int {
    var index = start
    var open = 0
    while index < scalars.count, !scalars[index].isSpace {
      if isEscape(at: index, isFirst: index == start) {
        index += 1
      } else if scalars[index] == "(" {
        open += 1
      } else if scalars[index] == ")" {
        if open == 0, depth > 0 { break }
        open -= open > 0 ? 1 : 0
      }
      index += 1
    }
    return index
  }

  /// Whether a `\` there makes what follows stand for itself: anything but a letter, since paths have letters
  /// behind it, and at the beginning of a word anything.
  func isEscape(at index: Int, isFirst: Bool) -> Bool {
    scalars[index] == "\\" && index + 1 < scalars.count
      && (isFirst || !scalars[index + 1].isLetter)
  }

  // MARK: Nodes

  /// A match in a field that has words; `nil` in others.
  private func node(of match: TextMatch, _ scope: Scope) -> Query.Node? {
    switch scope {
    case .text(let field): .text(match, in: field)
    case .filter(let field): .filter(.contains(field, match))
    case .rating, .date, .exists, .kind, .thread: nil
    }
  }

  /// A bare word in a field; `nil`, and a note, where the field has no such value.
  private mutating func node(of word: BareWord, _ scope: Scope, at start: Int) -> Query.Node? {
    if word.isLone("*") {
      switch scope {
      case .text(nil): return .everything
      case .text(let field?): return .filter(.exists(field.rawValue))
      case .filter(let field): return .filter(.exists(field.name))
      case .rating: return .filter(.exists("rating"))
      case .date: return .filter(.exists("date"))
      case .exists, .kind, .thread: break
      }
    }
    if case .filter(.attribute(let name)) = scope, !word.isEscaped,
      let comparison = Comparison<Substring>(word.text, isOperatorRequired: true)
    {
      if let numbers = comparison.map({ number($0) }) { return .filter(.number(name, numbers)) }
      note("'\(word.text)' compares what is no number", at: start)
    }
    if case .exists = scope, word.text == "comment", !word.isEscaped {
      return .filter(.hasComment(Query(.everything)))
    }
    switch scope {
    case .text, .filter:
      let (match, reason) = word.match()
      if let reason { note(reason, at: start) }
      return node(of: match, scope)
    case .rating, .date:
      var word = word
      word.trimPunctuation()
      return node(of: word.text, scope, at: start)
    case .exists, .kind, .thread: return node(of: word.text, scope, at: start)
    }
  }

  /// A text in a field that has no words; `nil`, and a note, where the field has no such value.
  private mutating func node(of text: String, _ scope: Scope, at start: Int) -> Query.Node? {
    let comparison = Comparison<Substring>(text, isOperatorRequired: false)
    switch scope {
    case .text, .filter: return nil
    case .exists: return .filter(.exists(text))
    case .kind: return .filter(.kind(text))
    case .thread: return .filter(.thread(text))
    case .rating:
      if let numbers = comparison?.map({ number($0) }) { return .filter(.rating(numbers)) }
      note("a rating is a number, '\(text)' is none", at: start)
    case .date:
      if let periods = comparison?.map({ DatePeriod(String($0)) }) { return .filter(.date(periods)) }
      note("a date is such as 2013, 2013-05, 2013-05-17 or last-month, '\(text)' is none", at: start)
    }
    return nil
  }

  // MARK: Boosts

  /// The query with the `^2` at the position, if there is one.
  mutating func boosted(_ query: Query, from start: Int) -> Query {
    let caret = position
    guard accept("^") else { return query }
    let first = position
    while let scalar = peek, scalar.isDigit || scalar == "." || scalar == "e" || isSignOfExponent {
      position += 1
    }
    guard let boost = number(string(first..<position)) else {
      note("'^' wants a number", at: caret)
      return query
    }
    return boosted(query, by: boost, from: start)
  }

  private var isSignOfExponent: Bool {
    (peek == "-" || peek == "+") && scalars[position - 1] == "e"
  }

  private mutating func boosted(_ query: Query, by boost: Double?, from start: Int) -> Query {
    guard let boost, boost != 1 else { return query }
    if boost > QueryLimits.boost { note("'^' goes up to \(Int(QueryLimits.boost))", at: start) }
    return self.query(.boosted(query, by: min(boost, QueryLimits.boost)), from: start)
  }
}

extension FilterField {
  /// As it is called in a query.
  var name: String {
    switch self {
    case .author: "author"
    case .tag: "tag"
    case .replyTo: "reply-to"
    case .attribute(let name): name
    }
  }
}

extension Comparison<Substring> {
  /// Reads `>=4`, `<4`, `3..5`, `3..`, `..5` and, where no operator is required, `4`.
  init?(_ text: String, isOperatorRequired: Bool) {
    let make: [(String, (Substring) -> Self)] = [
      (">=", { .atLeast($0) }), ("≥", { .atLeast($0) }), ("<=", { .atMost($0) }), ("≤", { .atMost($0) }),
      (">", { .greater($0) }), ("<", { .less($0) }),
    ]
    for (prefix, comparison) in make where text.hasPrefix(prefix) {
      self = comparison(text.dropFirst(prefix.count))
      return
    }
    let dots = text.firstRange(of: "..")
    switch dots.map({ (text[..<$0.lowerBound], text[$0.upperBound...]) }) {
    case nil where isOperatorRequired: return nil
    case nil: self = .between(text[...], text[...])
    case ("", "")?: return nil
    case (let low, "")?: self = .atLeast(low)
    case ("", let high)?: self = .atMost(high)
    case (let low, let high)?: self = .between(low, high)
    }
  }
}
