import FTSProtocol
import FTSService
import NIOHTTP1

/// Finding.
extension Endpoint {
  static let search = Endpoint(
    "/v1/search",
    Operation(
      .GET, "search", "The best documents for a query", parameters: SearchRequest.parameterDescriptions,
      answering: SearchResponse.self, weight: .varying
    ) { (call) throws(Problem) in
      try call.search(SearchRequest(parameters: call.parameters))
    },
    Operation(
      .POST, "searchByBody", "The best documents for a query", members: SearchRequest.parameterDescriptions,
      answering: SearchResponse.self, weight: .varying, writes: false
    ) { (call) throws(Problem) in
      try call.search(SearchRequest(json: call.body))
    })

  static let facets = Endpoint(
    "/v1/facets",
    Operation(
      .GET, "facets", "How many of all documents that match have each value",
      parameters: FacetsRequest.parameterDescriptions, answering: FacetsResponse.self, weight: .varying
    ) { (call) throws(Problem) in
      Response(try call.service.facets(FacetsRequest(parameters: call.parameters), effort: call.effort))
    },
    Operation(
      .POST, "facetsByBody", "How many of all documents that match have each value",
      members: FacetsRequest.parameterDescriptions, answering: FacetsResponse.self, weight: .varying,
      writes: false
    ) { (call) throws(Problem) in
      Response(try call.service.facets(FacetsRequest(json: call.body), effort: call.effort))
    })

  static let explain = Endpoint(
    "/v1/explain",
    Operation(
      .GET, "explain", "What a query makes of one document", parameters: ExplainRequest.parameterDescriptions,
      answering: ExplainResponse.self, weight: .varying
    ) { (call) throws(Problem) in
      Response(try call.service.explain(ExplainRequest(parameters: call.parameters), effort: call.effort))
    },
    Operation(
      .POST, "explainByBody", "What a query makes of one document",
      members: ExplainRequest.parameterDescriptions, answering: ExplainResponse.self,
      weight: .varying, writes: false
    ) { (call) throws(Problem) in
      Response(try call.service.explain(ExplainRequest(json: call.body), effort: call.effort))
    })

  static let suggest = Endpoint(
    "/v1/suggest",
    Operation(
      .GET, "suggest", "The words that may be meant by one that is being typed",
      parameters: SuggestRequest.parameterDescriptions, answering: SuggestResponse.self, weight: .varying
    ) { (call) throws(Problem) in
      Response(try call.service.suggest(SuggestRequest(parameters: call.parameters), effort: call.effort))
    })
}

extension Call {
  fileprivate func search(_ request: SearchRequest) throws(Problem) -> Response {
    let answer = try service.search(request, effort: effort)
    return Response(json: answer.json(), isPartial: answer.isPartial)
  }
}
