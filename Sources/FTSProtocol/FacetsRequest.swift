import FTSQuery

/// A search of which only the facets are asked for.
public struct FacetsRequest: Equatable, Sendable {
  /// The search; of its limits, order and what is told of hits nothing is asked for.
  public private(set) var search: SearchRequest

  /// What all that matches `search` is counted by.
  public init(_ search: SearchRequest) {
    self.search = search
    self.search.limit = 0
    self.search.snippet = false
  }
}

extension FacetsRequest: ParameterizedRequest {
  /// The parameters, each as of a search.
  enum Parameter: String, RequestParameter {
    case q, query, like, all, strict, kind, facets
    case timeout = "timeout_ms"
  }

  /// What the parameters are.
  package static let parameterDescriptions = Parameter.descriptions

  static var blank: FacetsRequest { FacetsRequest(SearchRequest.blank) }

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
    try search.set(parameter.ofSearch, to: value)
  }

  func validate(given: Set<Parameter>) throws(Problem) {
    guard given.contains(.facets) else {
      throw Problem(.missingParameter, "facets, what to count by, is missing")
    }
    try search.validate(given: Set(given.map(\.ofSearch)))
  }
}

extension FacetsRequest {
  /// The request as the body of a POST.
  package func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      if let tree = search.tree { $0.member("query", tree) } else { $0.member("q", search.query) }
      $0.member("like", search.like)
      $0.member("all", search.all)
      $0.member("strict", search.strict)
      $0.member("kind", search.kind)
      $0.member("facets", search.facets.map(\.description).joined(separator: ","))
      $0.member("timeout_ms", search.timeout)
    }
    return writer.bytes
  }
}

extension FacetsRequest.Parameter {
  fileprivate var ofSearch: SearchRequest.Parameter {
    switch self {
    case .q: .q
    case .query: .query
    case .like: .like
    case .all: .all
    case .strict: .strict
    case .kind: .kind
    case .facets: .facets
    case .timeout: .timeout
    }
  }

  var schema: Schema { ofSearch.schema }
  var summary: String { ofSearch.summary }
  var isRequired: Bool { self == .facets }
  var isBodyOnly: Bool { ofSearch.isBodyOnly }
}
