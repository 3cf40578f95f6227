/// Single clauses: groups, fields, and the thread operators. Their values are read next door.
extension QueryParser {
  /// The clause at the position, which is at no space; `nil` where it says nothing.
  mutating func clause(_ scope: Scope) throws(QuerySyntaxError) -> Part? {
    let start = position
    if let field = acceptFieldName() {
      if let query = try threadClause(field, from: start) { return part(query, from: start) }
      if let scope = self.scope(of: field, at: start) { return try value(scope, from: start) }
      position = start
    }
    return try value(scope, from: start)
  }

  // MARK: Groups

  /// What stands in parentheses; `nil` where that is nothing. It binds as what is in it by itself.
  mutating func group(_ scope: Scope, from start: Int) throws(QuerySyntaxError) -> Part? {
    let open = position
    let parts = try parenthesised(scope)
    guard var part = combine(parts, from: start) else {
      note("'()' has nothing in it", at: open)
      return nil
    }
    part.query = boosted(query(part.query.node, from: start), from: start)
    return part
  }

  func part(_ query: Query, from start: Int) -> Part { Part(sign: .none, query: query, start: start) }

  private mutating func parenthesised(_ scope: Scope) throws(QuerySyntaxError) -> [Part] {
    let open = position
    guard depth < QueryLimits.depth else {
      throw error("the query nests deeper than \(QueryLimits.depth) groups", at: open)
    }
    position += 1
    depth += 1
    let parts = try sequence(scope)
    if !accept(")") { note("'(' is not closed", at: open) }
    depth -= 1
    return parts
  }

  /// Passes over `2 of` before a group; returns the number as it is written.
  mutating func acceptMinimum() -> String? {
    let start = position
    while let digit = peek, digit.isDigit { position += 1 }
    let digits = string(start..<position)
    let end = position
    skipSpace()
    if !digits.isEmpty, position > end, accept("o"), accept("f") {
      skipSpace()
      if peek == "(" { return digits }
    }
    position = start
    return nil
  }

  /// The group behind `2 of`. Clauses with signs are none of those that are counted: they hold besides.
  mutating func minimum(_ digits: String, _ scope: Scope, from start: Int) throws(QuerySyntaxError) -> Part? {
    let open = position
    let parts = try parenthesised(scope)
    let counted = parts.filter { $0.sign == .none }.map(\.query)
    let count = Int(digits) ?? .max
    if !(1...max(1, counted.count)).contains(count) {
      note("\(digits) of \(counted.count) cannot be asked for", at: start)
    }
    guard !counted.isEmpty, parts.count > 1 else {
      guard let part = combine(parts, from: start) else {
        note("'()' has nothing in it", at: open)
        return nil
      }
      return self.part(boosted(part.query, from: start), from: start)
    }
    var node = Query.Node.atLeast(min(max(count, 1), counted.count), counted)
    if counted.count < parts.count {
      var required = part(counted.count == 1 ? counted[0] : query(node, from: start), from: start)
      required.sign = .plus
      let others = parts.filter { $0.sign != .none }
      node = combine([required] + others, from: start)?.query.node ?? node
    }
    return part(boosted(query(node, from: start), from: start), from: start)
  }

  // MARK: Fields

  /// The name of a field.
  struct FieldName {
    var name: String
    /// Whether something in it was escaped: then it is an attribute's, whatever it spells.
    var isEscaped: Bool
  }

  /// Passes over a field's name and its colon, where a value begins behind it.
  private mutating func acceptFieldName() -> FieldName? {
    var index = position
    var isEscaped = false
    var hasLetter = false
    while index < scalars.count, scalars[index] != ":" {
      if isEscape(at: index, isFirst: index == position) {
        index += 1
        isEscaped = true
      } else if !scalars[index].isNamePart {
        return nil
      }
      hasLetter = hasLetter || scalars[index].isLetter
      index += 1
    }
    guard index + 1 < scalars.count, hasLetter || isEscaped, beginsValue(at: index + 1) else { return nil }
    let word = bareWord(to: index)
    position = index + 1
    return FieldName(name: word.text, isEscaped: isEscaped)
  }

  /// Whether a field's value begins there. Addresses (`http://x`), scopes (`std::vector`), paths (`C:\x`),
  /// and mere punctuation (`x:)`) are none.
  private func beginsValue(at index: Int) -> Bool {
    let scalar = scalars[index]
    if scalar.isSpace || scalar == ":" || scalar == ")" { return false }
    if scalar.isQuote || scalar == "(" { return true }
    if scalar == "=", index + 1 < scalars.count, scalars[index + 1].isQuote { return true }
    if scalar == "/" { return index + 1 < scalars.count && scalars[index + 1] != "/" }
    if scalar == "\\" { return isEscape(at: index, isFirst: false) }
    return scalars[index..<wordEnd(from: index)].contains { $0.isWordPart || $0 == "*" }
  }

  /// What a field's value is held against; `nil` where the name is none after all.
  private mutating func scope(of field: FieldName, at start: Int) -> Scope? {
    if !field.isEscaped {
      if let scope = Scope(reserved: field.name) { return scope }
      switch field.name.lowercased() {
      case "in":
        note("'in:' wants review(…)", at: start)
        return nil
      case "year" where !(options.attributes?.contains(field.name) ?? false): return .date
      default: break
      }
    }
    if let attributes = options.attributes, !attributes.contains(field.name) {
      note("no document has an attribute '\(field.name)'", at: start)
      return nil
    }
    return .filter(.attribute(field.name))
  }

  /// `in:review(…)` or `has:comment(…)`, the position being behind the colon; `nil`, and nothing read, where it is
  /// neither. Without parentheses any review or comment will do.
  private mutating func threadClause(
    _ field: FieldName, from start: Int
  ) throws(QuerySyntaxError) -> Query? {
    let make: (Query) -> Filter
    let word: String
    switch field.isEscaped ? "" : field.name.lowercased() {
    case "in": (word, make) = ("review", { .inReview($0) })
    case "has": (word, make) = ("comment", { .hasComment($0) })
    default: return nil
    }
    let end = position + word.unicodeScalars.count
    guard scalars[position...].starts(with: word.unicodeScalars), isBoundary(end) else { return nil }
    position = end
    skipSpace()
    guard peek == "(" else {
      position = end
      return try leaf(.filter(make(Query(.everything))), from: start)
    }
    let open = position
    let parts = try parenthesised(.text(nil))
    let part = combine(parts, from: open)
    if part == nil { note("'()' has nothing in it", at: open) }
    return boosted(
      try leaf(.filter(make(part?.query ?? Query(.everything))), from: start), from: start)
  }
}
