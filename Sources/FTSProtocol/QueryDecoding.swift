import FTSAutomata
public import FTSQuery
import FoundationEssentials

extension Query {
  /// Reads the JSON that `write(to:)` makes.
  ///
  /// - Throws: `invalidJSON` for what is no JSON, `invalidQuery` for what is no query or a larger one than `QueryLimits`
  ///   allows.
  public init(json: [UInt8]) throws(Problem) {
    self = try Self.validated(
      else: Problem(.invalidJSON, "the query is not a JSON object, or nests too deep")
    ) {
      try JSONDecoder().decode(QueryBody.self, from: Data(json))
    }
  }

  /// The query that is decoded.
  ///
  /// - Throws: `invalidQuery`, or `problem` where there is no object to decode.
  static func validated(else problem: Problem, _ decode: () throws -> QueryBody) throws(Problem) -> Query {
    do {
      let query = try decode().query
      try query.validate()
      return query
    } catch let problem as Problem {
      throw problem
    } catch let error as QuerySyntaxError {
      throw Problem(.invalidQuery, error.reason)
    } catch {
      throw problem
    }
  }
}

/// Decodes one node, member by member, so that one nobody knows is an error.
struct QueryBody: Decodable {
  let query: Query

  init(from decoder: any Decoder) throws {
    var members = QueryMembers(try decoder.container(keyedBy: AnyKey.self))
    query = Query(try members.node())
    try members.finish()
  }
}

/// The members of an object, each to be taken once.
private struct QueryMembers {
  private let container: KeyedDecodingContainer<AnyKey>
  private var rest: Set<String>

  init(_ container: KeyedDecodingContainer<AnyKey>) {
    self.container = container
    rest = Set(container.allKeys.map(\.stringValue))
  }

  mutating func node() throws -> Query.Node {
    if let all = try take("all", Bool.self, "true") {
      guard all else { throw Problem(.invalidQuery, "all must be true") }
      return .everything
    }
    if let parts = try take("boolean", [ClauseBody].self, "an array of clauses") {
      return .boolean(parts.map(\.clause))
    }
    if let count = try take("at_least", Int.self, "a whole number") {
      return .atLeast(count, try require("of", [QueryBody].self, "an array of queries").map(\.query))
    }
    if let boost = try take("boost", Double.self, "a number") {
      return .boosted(try require("query", QueryBody.self, "a query").query, by: boost)
    }
    if let filter = try filter() { return .filter(filter) }
    guard let match = try match() else {
      throw Problem(
        .invalidQuery, "a query is an object that says what it looks for, such as {\"word\":\"film\"}")
    }
    if let name = try take("field", String.self, "a string") {
      if let field = TextField(rawValue: name) { return .text(match, in: field) }
      return .filter(.contains(try filterField(name), match))
    }
    guard let name = try take("attribute", String.self, "a string") else { return .text(match, in: nil) }
    return .filter(.contains(.attribute(name), match))
  }

  private mutating func filter() throws -> Filter? {
    if let value = try take("equals", String.self, "a string") {
      if let name = try take("attribute", String.self, "a string") { return .equals(.attribute(name), value) }
      return .equals(try filterField(require("field", String.self, "a string")), value)
    }
    if let bounds = try take("rating", ComparisonBody<Double>.self, "a comparison of numbers") {
      return .rating(bounds.comparison)
    }
    if let bounds = try take("date", ComparisonBody<DatePeriod>.self, "a comparison of dates") {
      return .date(bounds.comparison)
    }
    if let bounds = try take("number", ComparisonBody<Double>.self, "a comparison of numbers") {
      return .number(try require("attribute", String.self, "a string"), bounds.comparison)
    }
    if let name = try take("exists", String.self, "a string") { return .exists(name) }
    if let kind = try take("kind", String.self, "a string") { return .kind(kind) }
    if let id = try take("thread", String.self, "a string") { return .thread(id) }
    if let inner = try take("in_review", QueryBody.self, "a query") { return .inReview(inner.query) }
    if let inner = try take("has_comment", QueryBody.self, "a query") { return .hasComment(inner.query) }
    return nil
  }

  private mutating func match() throws -> TextMatch? {
    if let word = try take("word", String.self, "a string") { return .word(word) }
    if let words = try take("phrase", String.self, "a string") { return .phrase(words) }
    if let words = try take("near", String.self, "a string") {
      let slop = try require("slop", Int.self, "a whole number")
      return .near(words, slop: slop, isOrdered: try take("ordered", Bool.self, "true or false") ?? false)
    }
    if let prefix = try take("prefix", String.self, "a string") { return .prefix(prefix) }
    if let pattern = try take("wildcard", String.self, "a string") {
      return .wildcard(WildcardPattern(pattern))
    }
    if let word = try take("fuzzy", String.self, "a string") {
      let distance = try take("distance", Int.self, "1 or 2")
      return .fuzzy(word, distance: distance ?? TextMatch.distance(for: word))
    }
    guard let source = try take("regex", String.self, "a string") else { return nil }
    do {
      return .regex(try RegexPattern(source))
    } catch {
      throw Problem(.invalidQuery, "regex: \(error.reason)")
    }
  }

  private func filterField(_ name: String) throws(Problem) -> FilterField {
    guard let field = FilterField.named[name] else {
      throw Problem(
        .invalidQuery,
        "field must be title, body, author, tag or reply-to, not '\(name)'; attributes go by \"attribute\"")
    }
    return field
  }

  private mutating func take<Value: Decodable>(
    _ name: String, _ type: Value.Type, _ expected: String
  ) throws(Problem) -> Value? {
    guard rest.remove(name) != nil else { return nil }
    do {
      return try container.decode(type, forKey: AnyKey(stringValue: name))
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(.invalidQuery, "\(name) must be \(expected)")
    }
  }

  private mutating func require<Value: Decodable>(
    _ name: String, _ type: Value.Type, _ expected: String
  ) throws(Problem) -> Value {
    guard let value = try take(name, type, expected) else {
      throw Problem(.invalidQuery, "'\(name)' is missing; it must be \(expected)")
    }
    return value
  }

  /// - Throws: where a member is left that says nothing there.
  func finish() throws(Problem) {
    if let name = rest.min() { throw Problem(.invalidQuery, "'\(name)' says nothing there") }
  }
}

/// `{"must":query}` and the like.
private struct ClauseBody: Decodable {
  let clause: Query.Clause

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AnyKey.self)
    guard let key = container.allKeys.first, container.allKeys.count == 1,
      let occurrence = Query.Occurrence.allCases.first(where: { $0.key == key.stringValue })
    else {
      throw Problem(.invalidQuery, "a clause is an object with one of must, should, must_not and filter")
    }
    clause = Query.Clause(occurrence, try container.decode(QueryBody.self, forKey: key).query)
  }
}

extension DatePeriod: Decodable {
  /// Reads the text of a period.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let period = DatePeriod(text) else { throw Problem(.invalidQuery, "'\(text)' is no date") }
    self = period
  }
}

private struct ComparisonBody<Bound: Decodable & Hashable & Sendable>: Decodable {
  let comparison: Comparison<Bound>

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AnyKey.self)
    guard let key = container.allKeys.first, container.allKeys.count == 1 else {
      throw Problem(.invalidQuery, "a comparison is an object with one of lt, lte, gt, gte and between")
    }
    switch key.stringValue {
    case "lt": comparison = .less(try container.decode(Bound.self, forKey: key))
    case "lte": comparison = .atMost(try container.decode(Bound.self, forKey: key))
    case "gt": comparison = .greater(try container.decode(Bound.self, forKey: key))
    case "gte": comparison = .atLeast(try container.decode(Bound.self, forKey: key))
    case "between":
      let bounds = try container.decode([Bound].self, forKey: key)
      guard bounds.count == 2 else { throw Problem(.invalidQuery, "between must be an array of two") }
      comparison = .between(bounds[0], bounds[1])
    default:
      throw Problem(.invalidQuery, "a comparison is an object with one of lt, lte, gt, gte and between")
    }
  }
}
