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
  enum Parameter: String, RequestParameter {
    case q, query, all, strict, kind, snippet, since
  }

  /// What the parameters are.
  package static let parameterDescriptions = Parameter.descriptions

  static var blank: WatchRequest { WatchRequest(SearchRequest.blank) }

  /// Reads the parameters of an address, decoded.
  ///
  /// - Throws: `unknownParameter`, `invalidParameter` or `missingParameter`.
  public init(parameters: [(name: String, value: String)]) throws(Problem) {
    self = try Self.read(parameters)
  }

  /// Reads a JSON object with the members that the parameters of an address are named for.
  ///
  /// - Throws: `invalidJSON`, `unknownParameter`, `invalidParameter`, `missingParameter` or `invalidQuery`.
  public init(json: [UInt8]) throws(Problem) {
    self = try Self.read(json: json)
  }

  mutating func set(_ parameter: Parameter, to value: some ParameterValue) throws(Problem) {
    guard let own = parameter.ofSearch else { return since = try value.integer() }
    try search.set(own, to: value)
  }

  func validate(given: Set<Parameter>) throws(Problem) {
    if let since, !(0...Limits.position).contains(since) {
      throw Problem(.invalidParameter, "since must be from 0 to \(Limits.position), not \(since)")
    }
    try search.validate(given: Set(given.compactMap(\.ofSearch)))
  }
}

extension WatchRequest {
  /// The request as the body of a POST.
  package func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      if let tree = search.tree { $0.member("query", tree) } else { $0.member("q", search.query) }
      $0.member("all", search.all)
      $0.member("strict", search.strict)
      $0.member("kind", search.kind)
      $0.member("snippet", search.snippet)
      $0.member("since", since)
    }
    return writer.bytes
  }
}

extension WatchRequest.Parameter {
  fileprivate var ofSearch: SearchRequest.Parameter? {
    switch self {
    case .q: .q
    case .query: .query
    case .all: .all
    case .strict: .strict
    case .kind: .kind
    case .snippet: .snippet
    case .since: nil
    }
  }

  var schema: Schema { ofSearch?.schema ?? .integer(0...Limits.position) }
  var summary: String {
    ofSearch?.summary ?? "Begin with what was written after this position, which an earlier answer gave"
  }
  var isBodyOnly: Bool { ofSearch?.isBodyOnly ?? false }
}
