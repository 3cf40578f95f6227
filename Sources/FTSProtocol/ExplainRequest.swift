public import FTSQuery

/// What to explain: why a query finds a document, and where, or why not.
public struct ExplainRequest: Equatable, Sendable {
  /// The query as typed; see the query language.
  public var query: String
  /// A query that was built and not typed, in the place of `query`, which tells it in words.
  public private(set) var tree: Query?
  /// Id of the document.
  public var id: String
  /// As of a search: only documents match that match every clause that has no sign and is no part of an `OR`.
  public var all = false
  /// What makes no sense in the query is an error.
  public var strict = false
  /// Milliseconds after which to give up, at most `Limits.timeoutMilliseconds`; `nil` for as many as who answers allows.
  public var timeout: Int?

  /// A request with every option at its default.
  public init(query: String, id: String) {
    self.query = query
    self.id = id
  }

  /// The same for a query that was built.
  public init(tree: Query, id: String) {
    self.init(query: "", id: id)
    ask(for: tree)
  }

  private mutating func ask(for tree: Query) {
    self.tree = tree
    query = tree.description
  }

  /// Checks the ranges that `Limits` gives.
  ///
  /// - Throws: `invalidParameter`.
  public func validate() throws(Problem) {
    // A tree has limits of its own.
    guard tree != nil || query.utf8.count <= Limits.queryBytes else {
      throw Problem(.invalidParameter, "q is longer than \(Limits.queryBytes) bytes")
    }
    try Limits.checkTimeout(timeout)
  }
}

extension ExplainRequest: ParameterizedRequest {
  /// The parameters of an explanation.
  package enum Parameter: String, RequestParameter {
    case q, query, id, all, strict
    case timeout = "timeout_ms"
  }

  package static var blank: ExplainRequest { ExplainRequest(query: "", id: "") }

  package mutating func set(_ parameter: Parameter, to value: some ParameterValue) throws(Problem) {
    switch parameter {
    case .q: query = try value.string()
    case .query: ask(for: try value.query())
    case .id: id = try value.string()
    case .all: all = try value.flag()
    case .strict: strict = try value.flag()
    case .timeout: timeout = try value.integer()
    }
  }

  package func value(of parameter: Parameter) -> RequestValue? {
    switch parameter {
    case .q: tree == nil ? .text(query) : nil
    case .query: tree.map(RequestValue.query)
    case .id: .text(id)
    case .all: .flag(all)
    case .strict: .flag(strict)
    case .timeout: timeout.map(RequestValue.number)
    }
  }

  package func validate(given: Set<Parameter>) throws(Problem) {
    guard given.contains(.id) else {
      throw Problem(.missingParameter, "id, that of the document, is missing")
    }
    if given.isDisjoint(with: [.q, .query]) { throw .queryMissing }
    if given.isSuperset(of: [.q, .query]) { throw .twoQueries }
    try validate()
  }
}

extension ExplainRequest.Parameter {
  package var schema: Schema {
    switch self {
    case .q, .id: .string
    case .query: .any
    case .all, .strict: .boolean
    case .timeout: .integer(1...Limits.timeoutMilliseconds)
    }
  }

  package var isRequired: Bool { self == .id }

  package var isBodyOnly: Bool { self == .query }

  package var summary: String {
    switch self {
    case .q: "The query"
    case .query: "The query as a tree, in the place of q"
    case .id: "Id of the document"
    case .all: "As of a search: only documents match that match every clause without a sign"
    case .strict: "What makes no sense in q is an error"
    case .timeout: "Milliseconds after which to give up"
    }
  }
}
