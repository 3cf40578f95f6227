import FTSAutomata

/// Reads queries as people type them. The grammar is told in the documentation's "Query language".
///
/// Nothing a person types is an error unless it is larger than `QueryLimits`: what makes no sense as an operator
/// is taken as the words it has, or passed over. All of that is noted, and in strict mode the first note is the
/// error.
public struct QueryParser {
  /// How a text is read.
  public struct Options: Sendable {
    /// Every clause is required that has no sign and does not stand beside `OR`.
    public var requiresAll = false
    /// What makes no sense is an error.
    public var isStrict = false
    /// Names of the attributes there are; a word such as "Mission:Impossible" is one where its first half
    /// names none. Without them every name is taken for an attribute's.
    public var attributes: Set<String>?

    /// Forgiving, any word enough, every name an attribute's.
    public init() {}
  }

  let options: Options
  let scalars: [Unicode.Scalar]
  private let utf8: [UInt8]
  /// Where each scalar begins in the text, in UTF-8 bytes; at the end, the length of the text.
  private let offsets: [Int]
  var position = 0
  /// Groups that are open.
  var depth = 0
  private var clauses = 0
  private var notes: [QuerySyntaxError] = []

  private init(_ text: String, _ options: Options) {
    self.options = options
    scalars = Array(text.unicodeScalars)
    utf8 = Array(text.utf8)
    var offsets = [0]
    offsets.reserveCapacity(scalars.count + 1)
    for scalar in scalars { offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar)) }
    self.offsets = offsets
  }

  /// The query that `text` spells; `Query.nothing` where it has neither a word nor anything else.
  ///
  /// - Throws: where the query is larger than `QueryLimits` and, in strict mode, where something makes no sense.
  public static func parse(_ text: String, _ options: Options = Options()) throws(QuerySyntaxError) -> Query {
    guard text.utf8.count <= QueryLimits.bytes else {
      throw QuerySyntaxError(
        reason: "the query is longer than \(QueryLimits.bytes) bytes", position: QueryLimits.bytes)
    }
    var parser = QueryParser(text, options)
    let parts = try parser.sequence(.text(nil))
    let query = parser.combine(parts, from: 0)?.query
    if query == nil, parser.notes.isEmpty {
      parser.note("the query is empty; give at least one word", at: 0)
    }
    if options.isStrict, let first = parser.notes.min(by: { $0.position < $1.position }) { throw first }
    return query ?? .nothing
  }

  // MARK: Clauses together

  /// A clause, and how it binds to those beside it.
  struct Part {
    enum Sign { case none, plus, minus, not }

    var sign: Sign
    var query: Query
    /// The scalar at which it begins.
    var start: Int
    /// Whether it is required beside others without a sign: what was joined by `AND`.
    var isRequired = false
  }

  /// Clauses side by side, to the end of the text or of the group.
  mutating func sequence(_ scope: Scope) throws(QuerySyntaxError) -> [Part] {
    var parts: [Part] = []
    while true {
      skipSpace()
      if position == scalars.count || isGroupEnd { return parts }
      let start = position
      if let name = acceptOperator(.and) ?? acceptOperator(.or) {
        note("\(name) has nothing before it", at: start)
      } else if accept(")") {
        note("')' closes no group", at: start)
      } else {
        parts += try alternatives(scope)
      }
    }
  }

  /// Clauses side by side as one query; `nil` where there are none.
  func combine(_ parts: [Part], from start: Int) -> Part? {
    guard var first = parts.first else { return nil }
    if parts.count == 1, first.sign == .none || first.sign == .plus {
      first.sign = .none
      return first
    }
    let clauses = parts.map { part in
      switch part.sign {
      case .plus: Query.Clause(.must, part.query)
      case .minus, .not: Query.Clause(.mustNot, part.query)
      case .none where part.query.isFilter: Query.Clause(.filter, part.query)
      case .none: Query.Clause(part.isRequired || options.requiresAll ? .must : .should, part.query)
      }
    }
    return Part(sign: .none, query: query(.boolean(clauses), from: start), start: start)
  }

  /// Clauses joined by `OR`: one part, and another for each that has a sign, which holds whatever stands beside it.
  private mutating func alternatives(_ scope: Scope) throws(QuerySyntaxError) -> [Part] {
    let start = position
    let parts = try joined(by: .or) { parser throws(QuerySyntaxError) in try parser.conjunction(scope) }
    guard parts.count > 1 else { return parts }
    var signed: [Part] = []
    var alternatives: [Part] = []
    for var part in parts {
      switch part.sign {
      case .plus, .minus:
        note("a sign has no place beside OR; NOT has", at: part.start)
        signed.append(part)
      case .not:
        part.query = negation(of: part.query)
        part.sign = .none
        alternatives.append(part)
      case .none: alternatives.append(part)
      }
    }
    guard alternatives.count > 1 else { return alternatives + signed }
    let union = query(.boolean(alternatives.map { Query.Clause(.should, $0.query) }), from: start)
    return [Part(sign: .none, query: union, start: start)] + signed
  }

  /// Clauses joined by `AND`.
  private mutating func conjunction(_ scope: Scope) throws(QuerySyntaxError) -> Part? {
    let start = position
    let parts = try joined(by: .and) { parser throws(QuerySyntaxError) in try parser.signed(scope) }
    guard parts.count > 1 else { return parts.first }
    let clauses = parts.map { part in
      let isNegated = part.sign == .minus || part.sign == .not
      return Query.Clause(isNegated ? .mustNot : part.query.isFilter ? .filter : .must, part.query)
    }
    return Part(sign: .none, query: query(.boolean(clauses), from: start), start: start, isRequired: true)
  }

  /// Operands with an operator between them; those that are missing are passed over.
  private mutating func joined(
    by kind: Operator, _ operand: (inout QueryParser) throws(QuerySyntaxError) -> Part?
  ) throws(QuerySyntaxError) -> [Part] {
    var parts: [Part] = []
    if let part = try operand(&self) { parts.append(part) }
    while true {
      let back = position
      skipSpace()
      let start = position
      guard let name = acceptOperator(kind) else {
        position = back
        return parts
      }
      while true {
        skipSpace()
        let extra = position
        guard let other = acceptOperator(.and) ?? acceptOperator(.or) else { break }
        note("\(other) follows \(name) with nothing between them", at: extra)
      }
      if position == scalars.count || isGroupEnd {
        note("\(name) has nothing behind it", at: start)
        return parts
      }
      if let part = try operand(&self) { parts.append(part) }
    }
  }

  /// One clause with its signs.
  private mutating func signed(_ scope: Scope) throws(QuerySyntaxError) -> Part? {
    let start = position
    var isNegated = false
    var sign = Part.Sign.not
    while true {
      skipSpace()
      let start = position
      if acceptOperator(.not) != nil {
        skipSpace()
        isNegated.toggle()
        if position == scalars.count || isGroupEnd { note("NOT has nothing behind it", at: start) }
      } else if isSign {
        position += 1
        if scalars[start] == "-" {
          isNegated.toggle()
          sign = .minus
        } else if sign == .not {
          sign = .plus
        }
      } else if let lone = peek, lone == "+" || lone == "-", isBoundary(position + 1) {
        position += 1
        note("'\(lone)' has nothing behind it", at: start)
        return nil
      } else {
        break
      }
    }
    if position == scalars.count || isGroupEnd { return nil }
    let operand = position
    if let name = acceptOperator(.and) ?? acceptOperator(.or) {
      note("\(name) has nothing before it", at: operand)
      return nil
    }
    guard var part = try clause(scope) else { return nil }
    part.start = start
    part.sign = isNegated ? (sign == .plus ? .minus : sign) : sign == .plus ? .plus : .none
    return part
  }

  func negation(of query: Query) -> Query {
    Query(.boolean([Query.Clause(.mustNot, query)]), range: query.range)
  }

  // MARK: Operators and signs

  /// What joins or negates clauses.
  enum Operator: CaseIterable {
    case and, or, not

    var spellings: [String] {
      switch self {
      case .and: ["AND", "&&"]
      case .or: ["OR", "||"]
      case .not: ["NOT"]
      }
    }
  }

  /// Passes over an operator; returns it as it was written.
  private mutating func acceptOperator(_ kind: Operator) -> String? {
    // Most words are none by their first letter.
    switch peek {
    case "A", "O", "N", "&", "|": break
    default: return nil
    }
    let spelling = kind.spellings.first { spelling in
      scalars[position...].starts(with: spelling.unicodeScalars)
        && isBoundary(position + spelling.unicodeScalars.count)
    }
    if let spelling { position += spelling.unicodeScalars.count }
    return spelling
  }

  /// Whether a word has to be escaped not to be read as an operator, with or without a phrase behind it.
  static func beginsWithOperator(_ word: [Unicode.Scalar]) -> Bool {
    Operator.allCases.flatMap(\.spellings).contains { spelling in
      let count = spelling.unicodeScalars.count
      return word.starts(with: spelling.unicodeScalars) && (word.count == count || word[count].isQuote)
    }
  }

  /// Whether a sign is at the position: one of several in a row belongs to the word behind it.
  private var isSign: Bool {
    guard let sign = peek, sign == "+" || sign == "-", position + 1 < scalars.count else { return false }
    let next = scalars[position + 1]
    return next != "+" && next != "-" && !next.isSpace && !(next == ")" && depth > 0)
  }

  // MARK: Scalars

  var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  /// Whether the innermost group ends at the position.
  var isGroupEnd: Bool { depth > 0 && peek == ")" }

  /// Whether an operator may end before `index`.
  func isBoundary(_ index: Int) -> Bool {
    guard index < scalars.count else { return true }
    let scalar = scalars[index]
    return scalar.isSpace || scalar == "(" || (scalar == ")" && depth > 0) || scalar.isQuote
  }

  mutating func skipSpace() {
    while let scalar = peek, scalar.isSpace { position += 1 }
  }

  mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    position += 1
    return true
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: utf8[offsets[range.lowerBound]..<offsets[range.upperBound]], as: UTF8.self)
  }

  // MARK: What is made

  /// A query that stands from `start` to the position.
  func query(_ node: Query.Node, from start: Int) -> Query {
    Query(node, range: offsets[start]..<max(offsets[start], offsets[position]))
  }

  /// The same for a word, phrase or filter, of which there may be so many.
  mutating func leaf(_ node: Query.Node, from start: Int) throws(QuerySyntaxError) -> Query {
    clauses += 1
    guard clauses <= QueryLimits.clauses else {
      throw error("the query has more than \(QueryLimits.clauses) clauses", at: start)
    }
    return query(node, from: start)
  }

  /// Keeps what makes no sense at a scalar, or some bytes behind it.
  mutating func note(_ reason: String, at index: Int, bytes: Int = 0) {
    notes.append(QuerySyntaxError(reason: reason, position: offsets[index] + bytes))
  }

  func error(_ reason: String, at index: Int) -> QuerySyntaxError {
    QuerySyntaxError(reason: reason, position: offsets[index])
  }
}
