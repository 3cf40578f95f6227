public import FTSCore
import FTSDocument
public import FTSProtocol
public import FTSQuery

/// Answers requests from an index: the one place where the engine's results become what ftsd says
/// to the world. The daemon and the commands both answer through it, so they give the same
/// answers to the byte, but for the time taken.
public struct SearchService: Sendable {
  private let reader: IndexReader
  private let dictionaries: SearchDictionaries
  private let timeout: Int?

  /// Answers from the index of `reader`.
  ///
  /// - Parameters:
  ///   - dictionaries: for all searches and explanations.
  ///   - timeout: milliseconds for a request that does not say; `nil` for no end.
  public init(
    reader: IndexReader, dictionaries: SearchDictionaries = SearchDictionaries(), timeout: Int? = nil
  ) {
    self.reader = reader
    self.dictionaries = dictionaries
    self.timeout = timeout
  }

  /// The best documents for a request.
  ///
  /// - Throws: `invalidParameter` outside the limits, `invalidQuery` for a query without a word,
  ///   `documentNotFound` where what is asked for is to be like none, `indexUnavailable` or `indexDamaged`.
  public func search(
    _ request: SearchRequest, effort: Effort = .whole(since: .now)
  ) throws(Problem) -> SearchResponse {
    let start = ContinuousClock.now
    try request.validate()
    // To find what is like a document, all of it is analysed, however long it is.
    if effort.isBrief, request.like != nil { throw Problem(IndexError.deadlineExceeded) }
    let query = try query(of: request)
    let options = try options(of: request, effort)
    let results: SearchResults
    do {
      results = try reader.search(query, options: options)
    } catch {
      throw Problem(error)
    }
    let hits = results.hits.map(SearchHit.init)
    let elapsed = ContinuousClock.now - start
    return SearchResponse(
      query: request.query, like: request.like, total: results.total, by: request.by,
      documents: results.documents, isPartial: results.isPartial,
      suggestion: results.suggestion.map { suggestion in
        request.tree == nil
          ? suggestion.corrected(request.query) ?? suggestion.query.description
          : suggestion.query.description
      },
      tookMicroseconds: Int(elapsed / .microseconds(1)), hits: hits,
      facets: results.facets.map(FacetResponse.init), cursor: results.cursor?.description,
      offset: options.cursor?.rank ?? options.offset)
  }

  /// How many of all documents that match have each value.
  ///
  /// - Throws: as `search`.
  public func facets(
    _ request: FacetsRequest, effort: Effort = .whole(since: .now)
  ) throws(Problem) -> FacetsResponse {
    FacetsResponse(try search(request.search, effort: effort))
  }

  /// Passes every document that matches to `body`, in the order of the index or of the sort keys, until it returns false.
  ///
  /// - Throws: as `search`, and `deadlineExceeded`, when some have been passed.
  public func forEachHit(_ request: SearchRequest, _ body: @escaping (SearchHit) -> Bool) throws(Problem) {
    try request.validate()
    _ = try forEachHit(request, since: nil, body)
  }

  /// Passes every document to `body`, or every one that matches a query, which is read strictly, in the order of the index
  /// until it returns false: all of one commit, and one at a time.
  ///
  /// - Throws: `invalidQuery`, `indexUnavailable` or `indexDamaged`, the last two also when some have been passed.
  public func forEachDocument(
    matching text: String? = nil, _ body: @escaping (DocumentResponse) -> Bool
  ) throws(Problem) {
    let query = if let text { try parse(text, nil, all: false, strict: true) } else { Query(.everything) }
    var options = SearchOptions()
    options.makesSnippets = false
    do {
      try reader.forEachHit(query, options: options) {
        body(DocumentResponse($0.document, thread: $0.thread))
      }
    } catch {
      throw Problem(error)
    }
  }

  /// A query that stands.
  ///
  /// - Throws: as `search`.
  public func watch(_ request: WatchRequest) throws(Problem) -> StandingQuery {
    try StandingQuery(self, request)
  }

  /// - Parameter since: passes only what was written after that.
  /// - Returns: how far that goes.
  func forEachHit(
    _ request: SearchRequest, since: IndexPosition?, _ body: @escaping (SearchHit) -> Bool
  ) throws(Problem) -> IndexPosition {
    let query = try query(of: request)
    var options = try options(of: request, .whole(since: .now))
    options.since = since
    do {
      return try reader.forEachHit(query, options: options) { body(SearchHit($0)) }
    } catch {
      throw Problem(error)
    }
  }

  func position() throws(Problem) -> IndexPosition {
    do { return try reader.position() } catch { throw Problem(error) }
  }

  /// The words that may be meant by one that is being typed.
  ///
  /// - Throws: `invalidParameter` outside the limits, `indexUnavailable` or `indexDamaged`.
  public func suggest(
    _ request: SuggestRequest, effort: Effort = .whole(since: .now)
  ) throws(Problem) -> SuggestResponse {
    let start = ContinuousClock.now
    try request.validate()
    let completions: [Completion]
    do {
      completions = try reader.suggest(
        request.query, limit: request.limit, deadline: effort.isBrief ? .brief : nil)
    } catch {
      throw Problem(error)
    }
    let elapsed = ContinuousClock.now - start
    return SuggestResponse(
      query: request.query, tookMicroseconds: Int(elapsed / .microseconds(1)),
      suggestions: completions.map {
        SuggestResponse.Suggestion(text: $0.text, occurrences: $0.occurrences)
      })
  }

  /// What a query makes of one document.
  ///
  /// - Throws: `documentNotFound`, `invalidQuery` for a query without a word, `invalidParameter`, `deadlineExceeded`,
  ///   `indexUnavailable` or `indexDamaged`.
  public func explain(
    _ request: ExplainRequest, effort: Effort = .whole(since: .now)
  ) throws(Problem) -> ExplainResponse {
    let start = ContinuousClock.now
    try request.validate()
    let query = try parse(request.query, request.tree, all: request.all, strict: request.strict)
    let explanation: MatchExplanation?
    do {
      explanation = try reader.explain(
        query, id: request.id, dictionaries: dictionaries, proximity: SearchOptions.tunedProximity,
        deadline: deadline(request.timeout, effort))
    } catch {
      throw Problem(error)
    }
    guard let explanation else { throw Problem(.documentNotFound, "no document has the id '\(request.id)'") }
    let elapsed = ContinuousClock.now - start
    return ExplainResponse(
      explanation, query: request.query, id: request.id, tookMicroseconds: Int(elapsed / .microseconds(1)))
  }

  /// The document of that id.
  ///
  /// - Throws: `documentNotFound`, `indexUnavailable` or `indexDamaged`.
  public func document(id: String) throws(Problem) -> DocumentResponse {
    let found: (document: Document, thread: String)?
    do {
      found = try reader.document(id: id)
    } catch {
      throw Problem(error)
    }
    guard let found else { throw Problem(.documentNotFound, "no document has the id '\(id)'") }
    return DocumentResponse(found.document, thread: found.thread)
  }

  /// Passes the documents of a thread to `body`, in the order of the index, until it returns false.
  ///
  /// - Throws: `deadlineExceeded`, `indexUnavailable` or `indexDamaged`, also when some have been passed.
  public func forEachDocument(
    ofThread id: String, effort: Effort = .whole(since: .now), _ body: @escaping (DocumentResponse) -> Bool
  ) throws(Problem) {
    var options = SearchOptions()
    options.makesSnippets = false
    options.deadline = deadline(nil, effort)
    do {
      try reader.forEachHit(Query(.filter(.thread(id))), options: options) {
        body(DocumentResponse($0.document, thread: $0.thread))
      }
    } catch {
      throw Problem(error)
    }
  }

  /// Size and content of the index.
  ///
  /// - Throws: `indexUnavailable` or `indexDamaged`.
  public func statistics() throws(Problem) -> StatsResponse {
    do {
      return StatsResponse(try reader.statistics())
    } catch {
      throw Problem(error)
    }
  }

  /// That the index can be read, and how far it has come.
  ///
  /// - Throws: `indexUnavailable` or `indexDamaged`.
  public func health() throws(Problem) -> HealthResponse {
    do {
      let commit = try reader.lastCommit()
      return HealthResponse(documents: commit.documents, generation: commit.generation)
    } catch {
      throw Problem(error)
    }
  }

  /// How far the index has come and how large it is, as far as that is known without reading it.
  ///
  /// - Throws: `indexUnavailable` or `indexDamaged`.
  package func summary() throws(Problem) -> (
    generation: UInt64, documents: Int, segments: Int, bytes: Int, commitsSinceOldestReader: Int
  ) {
    do {
      let commit = try reader.lastCommit()
      return (
        commit.generation, commit.documents, commit.segments, commit.bytes,
        try reader.commitsSinceOldestReader()
      )
    } catch {
      throw Problem(error)
    }
  }

  /// What a request deletes: its query, read strictly.
  ///
  /// - Throws: `invalidQuery`, `indexUnavailable` or `indexDamaged`.
  public func query(of request: DeletionRequest) throws(Problem) -> Query {
    try parse(request.query, nil, all: request.all, strict: true)
  }

  private func options(
    of request: SearchRequest, _ effort: Effort
  ) throws(Problem) -> SearchOptions {
    var options = try SearchOptions(request)
    options.dictionaries = dictionaries
    options.isBrief = effort.isBrief
    options.deadline = deadline(request.timeout, effort)
    return options
  }

  /// - Parameter timeout: as a request says, in milliseconds.
  private func deadline(_ timeout: Int?, _ effort: Effort) -> Deadline? {
    switch effort {
    case .brief: .brief
    case .whole(let arrival): (timeout ?? self.timeout).map { Deadline(arrival + .milliseconds($0)) }
    }
  }

  /// What a request searches for: its query, what is like the document that it names, and its filters.
  func query(of request: SearchRequest) throws(Problem) -> Query {
    let query = try unfilteredQuery(of: request)
    guard !request.filters.isEmpty else { return query }
    let clauses = query.isFilter ? [Query.Clause(.filter, query)] : query.clauses
    return Query(clauses: clauses + request.filters.map { Query.Clause(.filter, Query(.filter($0))) })
  }

  private func unfilteredQuery(of request: SearchRequest) throws(Problem) -> Query {
    let text = request.query
    guard let id = request.like else {
      return try parse(text, request.tree, all: request.all, strict: request.strict)
    }
    let like: Query?
    do { like = try reader.query(like: id) } catch { throw Problem(error) }
    guard let like else { throw Problem(.documentNotFound, "no document has the id '\(id)'") }
    if text.isEmpty, request.tree == nil { return like }
    let query = try parse(text, request.tree, all: request.all, strict: request.strict)
    return Query(clauses: [.init(query.isFilter ? .filter : .must, query), .init(.must, like)])
  }

  /// The query of a request: its tree, or its text read.
  private func parse(_ text: String, _ tree: Query?, all: Bool, strict: Bool) throws(Problem) -> Query {
    if let tree { return tree }
    var options = QueryParser.Options()
    options.requiresAll = all
    options.isStrict = strict
    // Only with a colon does it matter which attributes there are.
    if text.utf8.contains(UInt8(ascii: ":")) {
      do { options.attributes = try reader.attributeNames() } catch { throw Problem(error) }
    }
    do throws(QuerySyntaxError) {
      let query = try QueryParser.parse(text, options)
      guard query != .nothing else {
        throw QuerySyntaxError(reason: "the query is empty; give at least one word", position: 0)
      }
      return query
    } catch {
      throw Problem(.invalidQuery, error.description, position: error.position)
    }
  }
}
