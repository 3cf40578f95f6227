import FTSQuery

/// A query that stands: what matches it is told as it is written.
public struct WatchRequest: Equatable, Sendable {
  /// The search; what would be asked of its hits as a whole is not.
  public private(set) var search: SearchRequest
  /// What was written after that is told, too: a position that an answer gave. `nil` begins now.
  public var since: Int?

  /// What matches `search` from now on.
  public init(_ search: SearchRequest) { self.search = search }
}

extension WatchRequest: ParameterizedRequest {
  /// The parameters, each but the last as of a search.
  package enum Parameter: String, RequestParameter {
    case q, query, like, all, strict, kind, snippet, since
  }

  package static var blank: WatchRequest { WatchRequest(SearchRequest.blank) }

  package mutating func set(_ parameter: Parameter, to value: some ParameterValue) throws(Problem) {
    guard let own = parameter.ofSearch else { return since = try value.integer() }
    try search.set(own, to: value)
  }

  package func value(of parameter: Parameter) -> RequestValue? {
    guard let own = parameter.ofSearch else { return since.map(RequestValue.number) }
    return search.value(of: own)
  }

  package func validate(given: Set<Parameter>) throws(Problem) {
    if let since, !(0...Limits.position).contains(since) {
      throw Problem(.invalidParameter, "since must be from 0 to \(Limits.position), not \(since)")
    }
    try search.validate(given: Set(given.compactMap(\.ofSearch)))
  }
}

extension WatchRequest.Parameter {
  fileprivate var ofSearch: SearchRequest.Parameter? {
    switch self {
    case .q: .q
    case .query: .query
    case .like: .like
    case .all: .all
    case .strict: .strict
    case .kind: .kind
    case .snippet: .snippet
    case .since: nil
    }
  }

  package var schema: Schema { ofSearch?.schema ?? .integer(0...Limits.position) }
  package var summary: String {
    ofSearch?.summary ?? "Begin with what was written after this position, which an earlier answer gave"
  }
  package var isBodyOnly: Bool { ofSearch?.isBodyOnly ?? false }
}
