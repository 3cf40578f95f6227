import FTSAutomata
package import FTSQuery

/// Queries as JSON: an object for each node, named for what it looks for. "Socket API" lists them.
extension Query: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      switch node {
      case .everything: writer.member("all", true)
      case .text(let match, let field):
        match.writeMembers(to: &writer)
        writer.member("field", field?.rawValue)
      case .filter(let filter): filter.writeMembers(to: &writer)
      case .boolean(let clauses):
        writer.key("boolean")
        writer.array(clauses) { clause, writer in
          writer.object { $0.member(clause.occurrence.key, clause.query) }
        }
      case .atLeast(let count, let queries):
        writer.member("at_least", count)
        writer.member("of", queries)
      case .boosted(let query, let boost):
        writer.member("boost", boost)
        writer.member("query", query)
      }
    }
  }
}

extension Query.Occurrence {
  /// Name of the member that holds a clause's query.
  var key: String {
    switch self {
    case .should: "should"
    case .must: "must"
    case .mustNot: "must_not"
    case .filter: "filter"
    }
  }
}

extension TextMatch {
  fileprivate func writeMembers(to writer: inout JSONWriter) {
    switch self {
    case .word(let word): writer.member("word", word)
    case .phrase(let words): writer.member("phrase", words)
    case .near(let words, let slop, let isOrdered):
      writer.member("near", words)
      writer.member("slop", slop)
      writer.member("ordered", isOrdered)
    case .prefix(let prefix): writer.member("prefix", prefix)
    case .wildcard(let pattern): writer.member("wildcard", pattern.description)
    case .fuzzy(let word, let distance):
      writer.member("fuzzy", word)
      writer.member("distance", distance)
    case .regex(let pattern): writer.member("regex", pattern.source)
    }
  }
}

extension Filter {
  fileprivate func writeMembers(to writer: inout JSONWriter) {
    switch self {
    case .contains(let field, let match):
      match.writeMembers(to: &writer)
      field.writeMember(to: &writer)
    case .equals(let field, let value):
      writer.member("equals", value)
      field.writeMember(to: &writer)
    case .rating(let comparison): writer.member("rating", ComparisonJSON(comparison) { $0 })
    case .date(let comparison): writer.member("date", ComparisonJSON(comparison) { $0.description })
    case .number(let name, let comparison):
      writer.member("number", ComparisonJSON(comparison) { $0 })
      writer.member("attribute", name)
    case .exists(let name): writer.member("exists", name)
    case .kind(let kind): writer.member("kind", kind)
    case .thread(let id): writer.member("thread", id)
    case .inReview(let query): writer.member("in_review", query)
    case .hasComment(let query): writer.member("has_comment", query)
    }
  }
}

extension FilterField {
  /// Those that are no attributes, by name.
  static let named: [String: FilterField] = ["author": .author, "tag": .tag, "reply-to": .replyTo]

  fileprivate func writeMember(to writer: inout JSONWriter) {
    switch self {
    case .author: writer.member("field", "author")
    case .tag: writer.member("field", "tag")
    case .replyTo: writer.member("field", "reply-to")
    case .attribute(let name): writer.member("attribute", name)
    }
  }
}

/// `{"gte":4}`, `{"between":[3,5]}` and the like.
private struct ComparisonJSON<Bound: JSONEncodable>: JSONEncodable {
  let key: String
  let bounds: [Bound]

  init<Value>(_ comparison: Comparison<Value>, _ bound: (Value) -> Bound) {
    key =
      switch comparison {
      case .less: "lt"
      case .atMost: "lte"
      case .greater: "gt"
      case .atLeast: "gte"
      case .between: "between"
      }
    bounds = comparison.bounds.map(bound)
  }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      if bounds.count == 1 { writer.member(key, bounds[0]) } else { writer.member(key, bounds) }
    }
  }
}
