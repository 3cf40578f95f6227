/// A text whose last word is to be completed.
public struct SuggestRequest: Equatable, Sendable {
  /// What was typed so far.
  public var query: String
  /// Suggestions to give, at most `Limits.suggestions`.
  public var limit = 10

  /// A request with every option at its default.
  public init(query: String) { self.query = query }

  /// Reads the parameters of an address, decoded.
  ///
  /// - Throws: `unknownParameter`, `invalidParameter` or `missingParameter`.
  public init(parameters: [(name: String, value: String)]) throws(Problem) {
    var query: String?
    var limit: String?
    for (name, value) in parameters {
      switch name {
      case "q" where query == nil: query = value
      case "limit" where limit == nil: limit = value
      case "q", "limit": throw Problem(.invalidParameter, "\(name) was given twice")
      default: throw Problem(.unknownParameter, "no parameter is named '\(name)'; there are q, limit")
      }
    }
    guard let query else { throw Problem(.missingParameter, "q, what was typed, is missing") }
    self.init(query: query)
    if let limit {
      guard let number = Int(limit) else {
        throw Problem(.invalidParameter, "limit must be a whole number, not '\(limit)'")
      }
      self.limit = number
    }
    try validate()
  }

  /// The parameters, for an address.
  package var parameters: [(name: String, value: String)] { [("q", query), ("limit", String(limit))] }

  /// Checks the ranges that `Limits` gives.
  ///
  /// - Throws: `invalidParameter`, naming the parameter and its range.
  public func validate() throws(Problem) {
    guard query.utf8.count <= Limits.queryBytes else {
      throw Problem(.invalidParameter, "q is longer than \(Limits.queryBytes) bytes")
    }
    guard (1...Limits.suggestions).contains(limit) else {
      throw Problem(.invalidParameter, "limit must be from 1 to \(Limits.suggestions), not \(limit)")
    }
  }
}
