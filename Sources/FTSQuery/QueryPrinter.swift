import FTSAutomata

/// Writes queries as texts.
struct QueryPrinter {
  /// What is written so far.
  private(set) var text = ""

  /// A query with nothing around it.
  mutating func write(_ query: Query) {
    if case .boolean(let clauses) = query.node { write(clauses) } else { writeOperand(query) }
  }

  /// A query as one clause among others.
  private mutating func writeOperand(_ query: Query) {
    switch query.node {
    case .everything: text += "*"
    case .text(let match, let field):
      let name = field.map { $0.rawValue + ":" } ?? ""
      text += name + Self.text(of: match, isValue: field != nil)
    case .filter(let filter): write(filter)
    case .boolean(let clauses):
      text += "("
      write(clauses)
      text += ")"
    case .atLeast(let count, let queries):
      text += "\(count) of ("
      writeAlternatives(queries, separator: " ")
      text += ")"
    case .boosted(let query, let boost):
      if case .boosted = query.node {
        text += "("
        writeOperand(query)
        text += ")"
      } else {
        writeOperand(query)
      }
      text += "^" + Self.text(of: boost)
    }
  }

  private mutating func write(_ clauses: [Query.Clause]) {
    let isUnion = clauses.allSatisfy { $0.occurrence == .should }
    if isUnion {
      // Filters beside others are required but where OR is said.
      let queries = clauses.map(\.query)
      return writeAlternatives(queries, separator: queries.contains(where: \.isFilter) ? " OR " : " ")
    }
    // Filters among optional clauses stand in a group of their own, in which OR is said.
    let optional = clauses.filter { $0.occurrence == .should }
    let isGrouped = optional.contains { $0.query.isFilter }
    var pieces = isGrouped ? [Self.piece(Query(clauses: optional))] : []
    for clause in clauses {
      switch clause.occurrence {
      case .must: pieces.append("+" + Self.piece(clause.query))
      case .mustNot: pieces.append("-" + Self.piece(clause.query))
      case .should: if !isGrouped { pieces.append(Self.piece(clause.query)) }
      case .filter:
        // A boost of 0 makes a filter of what is none.
        let filter = clause.query.isFilter ? clause.query : Query(.boosted(clause.query, by: 0))
        pieces.append(Self.piece(filter))
      }
    }
    write(pieces, separator: " ")
  }

  private mutating func writeAlternatives(_ queries: [Query], separator: String) {
    write(queries.map(Self.piece), separator: separator)
  }

  private mutating func write(_ pieces: [String], separator: String) {
    for (index, piece) in pieces.enumerated() {
      if index > 0 { text += separator }
      // A number, "of" and a group would ask for so many of the group.
      let isMinimum =
        piece == "of" && index > 0 && index + 1 < pieces.count
        // A mark behind the parenthesis makes another character of both.
        && pieces[index + 1].utf8.first == UInt8(ascii: "(")
      text += isMinimum ? "\\of" : piece
    }
  }

  private static func piece(_ query: Query) -> String {
    var printer = QueryPrinter()
    printer.writeOperand(query)
    return printer.text
  }

  // MARK: Filters

  private mutating func write(_ filter: Filter) {
    switch filter {
    case .contains(let field, let match):
      text += Self.text(of: field) + Self.text(of: match, isValue: true)
    case .equals(let field, let value): text += Self.text(of: field) + "=" + Self.text(ofName: value)
    case .rating(let comparison): text += "rating:" + Self.text(of: comparison) { Self.text(of: $0) }
    case .date(let comparison): text += "date:" + Self.text(of: comparison) { $0.description }
    case .number(let name, let comparison):
      text += Self.text(of: .attribute(name))
      // Equal to a number is what an attribute without an operator is.
      if case .between(let low, let high) = comparison, low == high {
        text += Self.text(of: low) + ".." + Self.text(of: high)
      } else {
        text += Self.text(of: comparison) { Self.text(of: $0) }
      }
    // "has:comment" is another thing.
    case .exists("comment"): text += "has:" + Self.quoted("comment")
    case .exists(let name): text += "has:" + Self.text(ofName: name)
    case .kind(let kind): text += "is:" + Self.text(ofName: kind)
    case .thread(let id): text += "thread:" + Self.text(ofName: id)
    case .inReview(let query): write("in:review", query)
    case .hasComment(let query): write("has:comment", query)
    }
  }

  private mutating func write(_ name: String, _ query: Query) {
    text += name + "("
    write(query)
    text += ")"
  }

  private static func text<Bound>(
    of comparison: Comparison<Bound>, _ describe: (Bound) -> String
  ) -> String {
    switch comparison {
    case .less(let bound): "<" + describe(bound)
    case .atMost(let bound): "<=" + describe(bound)
    case .greater(let bound): ">" + describe(bound)
    case .atLeast(let bound): ">=" + describe(bound)
    case .between(let low, let high):
      low == high ? describe(low) : describe(low) + ".." + describe(high)
    }
  }

  private static func text(of number: Double) -> String {
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A field's name with its colon.
  private static func text(of field: FilterField) -> String {
    guard case .attribute(let name) = field else { return field.name + ":" }
    let isReserved = Scope(reserved: name) != nil || ["in", "year"].contains(name.lowercased())
    let isName = !isReserved && name.unicodeScalars.contains(where: \.isLetter)
    var text = ""
    for (index, scalar) in name.unicodeScalars.enumerated() {
      let isPlain = scalar.isNamePart && (index > 0 || (isName && scalar != "-"))
      if !isPlain { text += "\\" }
      text.unicodeScalars.append(scalar)
    }
    return text + ":"
  }

  /// A value that is a name: in quotes, unless it is letters, digits and the like.
  private static func text(ofName name: String) -> String {
    let isPlain = name.unicodeScalars.allSatisfy {
      $0.isLetter || $0.isDigit || "-_.#".unicodeScalars.contains($0)
    }
    if isPlain, name.unicodeScalars.first?.isWordPart ?? false { return name }
    // Quotes with nothing but blanks in them would say nothing.
    let isBlank = name.unicodeScalars.allSatisfy(\.isSpace)
    return isBlank ? name.unicodeScalars.reduce(into: "") { $0 += "\\" + String($1) } : quoted(name)
  }

  // MARK: Words

  /// - Parameter isValue: whether it stands behind a field's name.
  private static func text(of match: TextMatch, isValue: Bool) -> String {
    switch match {
    case .word(let word): escaped(word, isValue: isValue)
    case .phrase(let words): quoted(words)
    case .near(let words, let slop, let isOrdered): quoted(words) + (isOrdered ? "~>" : "~") + String(slop)
    case .prefix(let prefix): escaped(prefix, isValue: isValue, isPattern: true) + "*"
    case .wildcard(let pattern): text(of: pattern, isValue: isValue)
    case .fuzzy(let word, let distance):
      escaped(word, isValue: isValue, isPattern: true) + "~" + String(distance)
    case .regex(let pattern): "/" + pattern.source + "/"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if "\\\"“”„".unicodeScalars.contains(scalar) { quoted += "\\" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  private static func text(of pattern: WildcardPattern, isValue: Bool) -> String {
    guard isReadable(pattern) else { return regex(of: pattern) }
    var text = ""
    for (index, piece) in pattern.pieces.enumerated() {
      switch piece {
      case .one: text += "?"
      case .many: text += "*"
      case .literal(let literal):
        text += escaped(literal, isValue: isValue, isFirst: index == 0, isPattern: true)
      }
    }
    return text
  }

  /// Whether a word is read as a pattern: it says something, and its gaps are not all at the end, where a
  /// question mark asks a question.
  private static func isReadable(_ pattern: WildcardPattern) -> Bool {
    let body = pattern.pieces[..<(pattern.pieces.lastIndex { $0 != .one }.map { $0 + 1 } ?? 0)]
    let hasGap = body.contains { if case .literal = $0 { false } else { true } }
    let hasWord = body.contains { piece in
      if case .literal(let text) = piece { text.unicodeScalars.contains(where: \.isWordPart) } else { false }
    }
    return hasGap && hasWord
  }

  private static func regex(of pattern: WildcardPattern) -> String {
    var text = "/"
    for piece in pattern.pieces {
      switch piece {
      case .one: text += "."
      case .many: text += ".*"
      case .literal(let literal):
        for scalar in literal.unicodeScalars {
          if !scalar.isWordPart || scalar.isSpace { text += "\\" }
          text.unicodeScalars.append(scalar)
        }
      }
    }
    return text + "/"
  }

  /// A word with a `\` before whatever would be read as something else.
  ///
  /// - Parameters:
  ///   - isValue: whether it stands behind a field's name.
  ///   - isFirst: whether nothing of the word stands before it.
  ///   - isPattern: whether it is part of a pattern, in which gaps and punctuation mean more.
  private static func escaped(
    _ word: String, isValue: Bool, isFirst: Bool = true, isPattern: Bool = false
  ) -> String {
    let scalars = Array(word.unicodeScalars)
    // A question mark at the end asks a question, where there is no other gap.
    let question = isPattern ? scalars.count : scalars.lastIndex { $0 != "?" }.map { $0 + 1 } ?? 0
    // Whether what stands so far could be a field's name, and whether it has the letter that one has.
    var canBeName = isFirst && !isValue
    var hasLetter = false
    var text = ""
    for (index, scalar) in scalars.enumerated() {
      var isSpecial = isFirst && isValue && index == 0 && !scalar.isWordPart
      switch scalar {
      case "\\", "(", ")", "^", "~", "*": isSpecial = true
      case "?": isSpecial = isSpecial || index < question
      case ":":
        isSpecial =
          isSpecial || isPattern || (canBeName && hasLetter && beginsValue(scalars[(index + 1)...]))
      case ",", ";", ".", "!": isSpecial = isSpecial || (isPattern && index == scalars.count - 1)
      case "+", "-", "\"", "“", "”", "„", "/": isSpecial = isFirst && index == 0
      case "=", "<", ">", "≤", "≥": isSpecial = isFirst && isValue && index == 0
      default: isSpecial = isSpecial || scalar.isSpace
      }
      if !isSpecial, !scalar.isNamePart { canBeName = false }
      if isSpecial || scalar.isLetter { hasLetter = true }
      if isSpecial { text += "\\" }
      text.unicodeScalars.append(scalar)
    }
    let isOperator = isFirst && !isValue && QueryParser.beginsWithOperator(scalars)
    let isRange =
      isValue && Comparison<Substring>(text, isOperatorRequired: true)?.map { number($0) } != nil
    return isOperator || isRange ? "\\" + text : text
  }

  /// Whether what stands behind a colon can be a field's value; at the end of a word that is a boost, say.
  private static func beginsValue(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let first = scalars.first else { return true }
    return first != ":" && !scalars.starts(with: "//".unicodeScalars)
  }
}

extension Query: CustomStringConvertible {
  /// The query as a text that is read as the same query.
  public var description: String {
    var printer = QueryPrinter()
    printer.write(self)
    return printer.text.isEmpty ? "()" : printer.text
  }
}
