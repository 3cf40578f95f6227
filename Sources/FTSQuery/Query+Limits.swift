import FTSAutomata

extension Query {
  /// Checks a query that no text was read for: that it is no larger than `QueryLimits` and has no number, text or
  /// name that none can have.
  ///
  /// - Throws: the first thing that is wrong.
  public func validate() throws(QuerySyntaxError) {
    var validator = Validator()
    try validator.check(self, depth: 0)
  }

  private struct Validator {
    private var clauses = 0
    private var bytes = 0

    mutating func check(_ query: Query, depth: Int) throws(QuerySyntaxError) {
      func wrong(_ reason: String) -> QuerySyntaxError {
        QuerySyntaxError(reason: reason, position: query.range?.lowerBound ?? 0)
      }
      guard depth <= QueryLimits.depth else {
        throw wrong("the query nests deeper than \(QueryLimits.depth) groups")
      }
      switch query.node {
      case .everything: break
      case .text(let match, _): try check(match, wrong)
      case .filter(let filter):
        switch filter {
        case .contains(let field, let match):
          try check(field, wrong)
          try check(match, wrong)
        case .equals(let field, let value):
          try check(field, wrong)
          try check(value, wrong)
        case .rating(let comparison): try check(comparison, wrong)
        case .date: break
        case .number(let name, let comparison):
          try check(name, wrong)
          try check(comparison, wrong)
        case .exists(let name), .kind(let name), .thread(let name): try check(name, wrong)
        case .inReview(let query), .hasComment(let query): try check(query, depth: depth + 1)
        }
      case .boolean(let parts):
        for part in parts { try check(part.query, depth: depth + 1) }
      case .atLeast(let count, let queries):
        guard count >= 1 else { throw wrong("at least \(count) of several cannot be asked for") }
        for query in queries { try check(query, depth: depth + 1) }
      case .boosted(let query, let boost):
        guard (0...QueryLimits.boost).contains(boost) else {
          throw wrong("a boost is from 0 to \(Int(QueryLimits.boost)), not \(boost)")
        }
        try check(query, depth: depth + 1)
      }
      clauses += 1
      guard clauses <= QueryLimits.clauses else {
        throw wrong("the query has more than \(QueryLimits.clauses) clauses")
      }
      guard bytes <= QueryLimits.bytes else {
        throw wrong("the query's texts are longer than \(QueryLimits.bytes) bytes")
      }
    }

    private mutating func check(
      _ match: TextMatch, _ wrong: (String) -> QuerySyntaxError
    ) throws(QuerySyntaxError) {
      switch match {
      case .word(let text), .phrase(let text), .prefix(let text): try check(text, wrong)
      case .near(let text, let slop, _):
        try check(text, wrong)
        guard (0...QueryLimits.slop).contains(slop) else {
          throw wrong("other words between are from 0 to \(QueryLimits.slop), not \(slop)")
        }
      case .wildcard(let pattern): try check(pattern.description, wrong)
      case .fuzzy(let text, let distance):
        try check(text, wrong)
        guard (1...2).contains(distance) else { throw wrong("edits are 1 or 2, not \(distance)") }
      case .regex(let pattern): bytes += pattern.source.utf8.count
      }
    }

    private mutating func check(
      _ field: FilterField, _ wrong: (String) -> QuerySyntaxError
    ) throws(QuerySyntaxError) {
      if case .attribute(let name) = field { try check(name, wrong) }
    }

    private mutating func check(
      _ text: String, _ wrong: (String) -> QuerySyntaxError
    ) throws(QuerySyntaxError) {
      bytes += text.utf8.count
      guard !text.isEmpty else { throw wrong("a text or name is empty") }
    }

    private func check(
      _ comparison: Comparison<Double>, _ wrong: (String) -> QuerySyntaxError
    ) throws(QuerySyntaxError) {
      guard comparison.bounds.allSatisfy(\.isFinite) else { throw wrong("a bound is no number") }
    }
  }
}
