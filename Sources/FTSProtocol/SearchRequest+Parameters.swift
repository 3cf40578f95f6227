public import FTSQuery

extension SearchRequest: ParameterizedRequest {
  /// The parameters of a search.
  package enum Parameter: String, RequestParameter {
    case q, query, like, limit, offset, all, strict, kind, sort, by, comments, boost, proximity, collapse,
      facets,
      cursor, explain, snippet, total,
      exhaustive
    case timeout = "timeout_ms"
  }

  package static var blank: SearchRequest { SearchRequest(query: "") }

  package mutating func set(_ parameter: Parameter, to value: some ParameterValue) throws(Problem) {
    switch parameter {
    case .q: query = try value.string()
    case .query: ask(for: try value.query())
    case .like: like = try value.string()
    case .limit: limit = try value.integer()
    case .offset: offset = try value.integer()
    case .all: all = try value.flag()
    case .strict: strict = try value.flag()
    case .kind: kind = try value.string()
    case .sort: sort = try Self.sortKeys(value.string())
    case .by: by = try Self.grouping(value.string())
    case .comments: comments = try value.integer()
    case .boost: boosts = try Self.boosts(value.string())
    case .proximity: proximity = try value.flag()
    case .collapse: collapse = try value.flag()
    case .facets: facets = try Self.facets(value.string())
    case .cursor: cursor = try value.string()
    case .explain: explain = try value.flag()
    case .snippet: snippet = try value.flag()
    case .total: total = try value.flag()
    case .exhaustive: exhaustive = try value.flag()
    case .timeout: timeout = try value.integer()
    }
  }

  package func value(of parameter: Parameter) -> RequestValue? {
    switch parameter {
    case .q: tree == nil ? .text(query) : nil
    case .query: tree.map(RequestValue.query)
    case .like: like.map(RequestValue.text)
    case .limit: .number(limit)
    case .offset: .number(offset)
    case .all: .flag(all)
    case .strict: .flag(strict)
    case .kind: kind.map(RequestValue.text)
    case .sort: .list(sort)
    case .by: by.map { .text($0.rawValue) }
    case .comments: comments.map(RequestValue.number)
    case .boost: .list(boosts)
    case .proximity: .flag(proximity)
    case .collapse: .flag(collapse)
    case .facets: .list(facets)
    case .cursor: cursor.map(RequestValue.text)
    case .explain: .flag(explain)
    case .snippet: .flag(snippet)
    case .total: .flag(total)
    case .exhaustive: .flag(exhaustive)
    case .timeout: timeout.map(RequestValue.number)
    }
  }

  package func validate(given: Set<Parameter>) throws(Problem) {
    if given.isDisjoint(with: [.q, .query, .like]) { throw .queryMissing }
    if given.isSuperset(of: [.q, .query]) { throw .twoQueries }
    try validate()
  }
}

extension SearchRequest.Parameter {
  package var schema: Schema {
    switch self {
    case .q, .like, .kind, .sort, .boost, .facets, .cursor: .string
    case .query: .any
    case .limit: .integer(0...Limits.hits)
    case .offset: .integer(0...Limits.window)
    case .by: .choice(Grouping.allCases.map(\.rawValue))
    case .comments: .integer(0...Limits.comments)
    case .timeout: .integer(1...Limits.timeoutMilliseconds)
    case .all, .strict, .proximity, .collapse, .explain, .snippet, .total, .exhaustive: .boolean
    }
  }

  package var isBodyOnly: Bool { self == .query }

  package var summary: String {
    switch self {
    case .q: "The query"
    case .query: "The query as a tree, in the place of q"
    case .like: "Id of a document: others like it; with a query, those of them that match it"
    case .limit: "Hits to return"
    case .offset: "Best hits to pass over first; offset + limit is at most \(Limits.window)"
    case .all: "Only documents that match every clause of q that has no sign and is no part of an OR"
    case .strict: "What makes no sense in q is an error"
    case .kind: "Only documents of this kind, as review or comment"
    case .sort: "Keys with commas between them, the greatest first or, behind +, the least"
    case .by: "What hits are, if not documents; excludes sort, cursor and collapse"
    case .comments: "Comments to return of each thread; only with by"
    case .boost: "What scores are multiplied by, with commas between: rating, recency:90d"
    case .proximity: "Prefer documents in which words that are neighbours in the query are neighbours, too"
    case .collapse: "Fold results with nearly the same text into the first of them; excludes cursor"
    case .facets:
      "What to count all matches by: up to \(Limits.facets) names with commas between, each with :limit or none"
    case .cursor: "The cursor of the answer before: what follows that page; excludes offset"
    case .explain: "Tell how each score came about"
    case .snippet: "Cut the best passage from each hit"
    case .total: "Count every match"
    case .exhaustive: "Score every document, without pruning; the hits are the same"
    case .timeout: "Milliseconds after which to answer with what was found"
    }
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
