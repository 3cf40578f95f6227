public import FTSQuery

/// What to search for, and how much to tell of what is found.
public struct SearchRequest: Equatable, Sendable {
  /// The query as typed; see the query language.
  public var query: String
  /// A query that was built and not typed, in the place of `query`, which tells it in words.
  public internal(set) var tree: Query?
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
  /// Only documents of which all of this holds, too. The results page narrows by it whatever was typed; programs say it in the query.
  package var filters: [Filter] = []
  /// What results are ordered by, at most `SortKey.limit` keys; by relevance where there is none.
  public var sort: [SortKey] = []
  /// What hits are; `nil` for documents.
  public var by: Grouping?
  /// Where hits are threads, the comments to return of each, at most `Limits.comments`; `nil` for `usualComments`.
  public var comments: Int?
  /// What scores are multiplied by, each at most once.
  public var boosts: [Boost] = []
  /// Prefer documents in which words that are neighbours in the query are neighbours, too.
  public var proximity = true
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
  /// Milliseconds after which to answer with what was found, at most `Limits.timeoutMilliseconds`; `nil` for as many as
  /// who answers allows.
  public var timeout: Int?

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
  public init(tree: Query) {
    self.init(query: "")
    ask(for: tree)
  }

  /// Asks for a query that was built.
  mutating func ask(for tree: Query) {
    self.tree = tree
    query = tree.description
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
    try Limits.checkTimeout(timeout)
  }
}
