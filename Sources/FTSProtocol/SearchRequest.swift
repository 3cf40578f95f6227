public import FTSQuery

/// What to search for, and how much to tell of what is found.
public struct SearchRequest: Equatable, Sendable {
  /// The query as typed; see the query language.
  public var query: String
  /// A query that was built and not typed, in the place of `query`, which tells it in words.
  public private(set) var tree: Query?
  /// Id of a document: only others like it are found. The query may be empty then.
  public var like: String?
  /// Hits to return, at most `Limits.hits`.
  public var limit = 10
  /// Best hits to pass over first; `offset + limit` is at most `Limits.window`.
  public var offset = 0
  /// Only documents that match every clause that has no sign and is no part of an `OR`.
  public var all = false
  /// What makes no sense in the query is an error.
  public var strict = false
  /// Only documents of this kind.
  public var kind: String?
  /// What results are ordered by, at most `SortKey.limit` keys; by relevance where there is none.
  public var sort: [SortKey] = []
  /// What hits are; `nil` for documents.
  public var by: Grouping?
  /// Where hits are threads, the comments to return of each, at most `Limits.comments`; `nil` for `usualComments`.
  public var comments: Int?
  /// What scores are multiplied by, each at most once.
  public var boosts: [Boost] = []
  /// Fold documents with nearly the same text into the first of them. Excludes `cursor`.
  public var collapse = false
  /// `cursor` of the answer to the same request before this one: what follows that page. Excludes `offset`.
  public var cursor: String?
  /// What all that matches is counted by, at most `Limits.facets`.
  public var facets: [Facet] = []
  /// Tell how each score came about.
  public var explain = false
  /// Cut a snippet from each hit.
  public var snippet = true
  /// Count every match.
  public var total = true
  /// Score every document, without pruning.
  public var exhaustive = false

  /// Comments of a thread where no other number is asked for.
  public static let usualComments = 3

  /// A request with every option at its default.
  public init(query: String) { self.query = query }

  /// The same for documents like one.
  public init(like id: String) {
    self.init(query: "")
    like = id
  }

  /// The same for a query that was built.
  public init(tree: Query) { self = SearchRequest(query: "").asking(for: tree) }

  /// The same request for another query.
  func asking(for tree: Query) -> SearchRequest {
    var request = self
    request.tree = tree
    request.query = tree.description
    return request
  }

  /// Checks the ranges that `Limits` gives.
  ///
  /// - Throws: `invalidParameter`, naming the parameter and its range.
  public func validate() throws(Problem) {
    // A tree has limits of its own.
    guard tree != nil || query.utf8.count <= Limits.queryBytes else {
      throw Problem(.invalidParameter, "q is longer than \(Limits.queryBytes) bytes")
    }
    guard (0...Limits.hits).contains(limit) else {
      throw Problem(.invalidParameter, "limit must be from 0 to \(Limits.hits), not \(limit)")
    }
    guard (0...Limits.window).contains(offset) else {
      throw Problem(.invalidParameter, "offset must be from 0 to \(Limits.window), not \(offset)")
    }
    guard sort.count <= SortKey.limit else {
      throw Problem(.invalidParameter, "sort may have \(SortKey.limit) keys, not \(sort.count)")
    }
    guard by == nil || sort.isEmpty else {
      throw Problem(.invalidParameter, "sort and by exclude each other: threads are ordered by relevance")
    }
    guard by == nil || cursor == nil && !collapse else {
      throw Problem(.invalidParameter, "by excludes cursor and collapse")
    }
    guard comments == nil || by == .thread else {
      throw Problem(.invalidParameter, "comments are returned of threads only, by thread")
    }
    guard (0...Limits.comments).contains(comments ?? 0) else {
      throw Problem(
        .invalidParameter, "comments must be from 0 to \(Limits.comments), not \(comments ?? 0)")
    }
    guard facets.count <= Limits.facets else {
      throw Problem(.invalidParameter, "there may be \(Limits.facets) facets, not \(facets.count)")
    }
    guard cursor == nil || offset == 0 else {
      throw Problem(.invalidParameter, "cursor and offset exclude each other")
    }
    guard cursor == nil || !collapse else {
      throw Problem(.invalidParameter, "cursor and collapse exclude each other")
    }
    guard offset + limit <= Limits.window else {
      throw Problem(.invalidParameter, "offset + limit must be at most \(Limits.window)")
    }
  }
}

extension SearchRequest {
  /// The parameters of a search, by the names they have in an address and in a JSON body.
  enum Parameter: String, CaseIterable {
    case q, query, like, limit, offset, all, strict, kind, sort, by, comments, boost, collapse, facets,
      cursor, explain, snippet, total,
      exhaustive

    /// - Throws: `unknownParameter`, listing the names there are.
    init(name: String) throws(Problem) {
      guard let parameter = Self(rawValue: name) else {
        let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
        throw Problem(.unknownParameter, "no parameter is named '\(name)'; there are \(names)")
      }
      self = parameter
    }
  }

  /// Reads the parameters of an address, decoded.
  ///
  /// - Throws: `unknownParameter`, `invalidParameter` or `missingParameter`.
  public init(parameters: [(name: String, value: String)]) throws(Problem) {
    self.init(query: "")
    var seen: Set<Parameter> = []
    for (name, value) in parameters {
      let parameter = try Parameter(name: name)
      guard seen.insert(parameter).inserted else {
        throw Problem(.invalidParameter, "\(name) was given twice")
      }
      switch parameter {
      case .q: query = value
      case .query:
        throw Problem(.invalidParameter, "query is an object of a JSON body; in an address there is q")
      case .like: like = value
      case .kind: kind = value
      case .sort: sort = try Self.sortKeys(value)
      case .by: by = try Self.grouping(value)
      case .comments: comments = try number(value, of: name)
      case .facets: facets = try Self.facets(value)
      case .boost: boosts = try Self.boosts(value)
      case .collapse: collapse = try flag(value, of: name)
      case .cursor: cursor = value
      case .limit: limit = try number(value, of: name)
      case .offset: offset = try number(value, of: name)
      case .all: all = try flag(value, of: name)
      case .strict: strict = try flag(value, of: name)
      case .explain: explain = try flag(value, of: name)
      case .snippet: snippet = try flag(value, of: name)
      case .total: total = try flag(value, of: name)
      case .exhaustive: exhaustive = try flag(value, of: name)
      }
    }
    guard seen.contains(.q) || seen.contains(.like) else {
      throw Problem(.missingParameter, "q, the query, is missing")
    }
    try validate()
  }
}

extension SearchRequest {
  /// Reads keys with commas between them.
  ///
  /// - Throws: `invalidParameter`.
  public static func sortKeys(_ text: String) throws(Problem) -> [SortKey] {
    var keys: [SortKey] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard !part.hasPrefix(" ") else {
        throw Problem(
          .invalidParameter, "sort has a space before '\(part.dropFirst())'; in an address + is %2B")
      }
      guard let key = SortKey(part) else {
        throw Problem(.invalidParameter, "sort must be keys with commas between them, not '\(text)'")
      }
      guard !keys.contains(where: { $0.field == key.field }) else {
        throw Problem(.invalidParameter, "sort names \(key.name) twice")
      }
      keys.append(key)
    }
    return keys
  }
}

extension SearchRequest {
  /// Reads what hits are to be.
  ///
  /// - Throws: `invalidParameter`.
  public static func grouping(_ text: String) throws(Problem) -> Grouping {
    guard let grouping = Grouping(rawValue: text) else {
      throw Problem(.invalidParameter, "by must be thread, not '\(text)'")
    }
    return grouping
  }
}

extension SearchRequest {
  /// Reads boosts with commas between them.
  ///
  /// - Throws: `invalidParameter`.
  public static func boosts(_ text: String) throws(Problem) -> [Boost] {
    var boosts: [Boost] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let boost = Boost(part) else {
        throw Problem(
          .invalidParameter,
          "boost must be rating, or recency with a half-life as recency:90d (h, d, w or y), not '\(part)'")
      }
      guard !boosts.contains(where: { $0.name == boost.name }) else {
        throw Problem(.invalidParameter, "boost names \(boost.name) twice")
      }
      boosts.append(boost)
    }
    return boosts
  }

  /// Reads facets with commas between them.
  ///
  /// - Throws: `invalidParameter`.
  public static func facets(_ text: String) throws(Problem) -> [Facet] {
    var facets: [Facet] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let facet = Facet(part) else {
        throw Problem(
          .invalidParameter,
          "facets must be names with commas between them, each with a limit of up to \(Facet.greatestLimit) behind a "
            + "colon or none, not '\(text)'")
      }
      facets.append(facet)
    }
    return facets
  }
}
