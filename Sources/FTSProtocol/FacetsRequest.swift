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
  package enum Parameter: String, RequestParameter {
    case q, query, like, all, strict, kind, facets
    case timeout = "timeout_ms"
  }

  package static var blank: FacetsRequest { FacetsRequest(SearchRequest.blank) }

  package mutating func set(_ parameter: Parameter, to value: some ParameterValue) throws(Problem) {
    try search.set(parameter.ofSearch, to: value)
  }

  package func value(of parameter: Parameter) -> RequestValue? { search.value(of: parameter.ofSearch) }

  package func validate(given: Set<Parameter>) throws(Problem) {
    guard given.contains(.facets) else {
      throw Problem(.missingParameter, "facets, what to count by, is missing")
    }
    try search.validate(given: Set(given.map(\.ofSearch)))
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

  package var schema: Schema { ofSearch.schema }
  package var summary: String { ofSearch.summary }
  package var isRequired: Bool { self == .facets }
  package var isBodyOnly: Bool { ofSearch.isBodyOnly }
}
