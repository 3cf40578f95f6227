import FTSProtocol
import FTSService
import Logging
import NIOHTTP1

/// Finds what a request asks for and answers it, on the caller's thread: a search takes less time
/// than a change of threads.
struct Router: Sendable {
  let service: SearchService
  let logger: Logger

  func respond(to request: Request) -> Response {
    do {
      let target = try Target(request.target)
      let endpoint = try Endpoint(path: target.path)
      guard endpoint.methods.contains(request.method) else {
        let allowed = endpoint.methods.map(\.rawValue).joined(separator: ", ")
        return Response(
          Problem(.methodNotAllowed, "this address answers \(allowed), not \(request.method.rawValue)"),
          allowed: allowed)
      }
      return Response(json: try answer(endpoint, request, target.parameters))
    } catch {
      if error.status >= 500 { logger.error("\(error.detail)", metadata: ["code": "\(error.code.rawValue)"]) }
      return Response(error)
    }
  }

  private func answer(
    _ endpoint: Endpoint, _ request: Request, _ parameters: [(name: String, value: String)]
  ) throws(Problem) -> [UInt8] {
    if request.method != .POST {
      switch endpoint {
      case .search: return try service.search(SearchRequest(parameters: parameters)).json()
      case .explain: return JSONWriter.encode(try service.explain(ExplainRequest(parameters: parameters)))
      case .suggest: return JSONWriter.encode(try service.suggest(SuggestRequest(parameters: parameters)))
      case .document, .statistics, .health: break
      }
    }
    if let unknown = parameters.first {
      throw Problem(.unknownParameter, "this address takes no parameter '\(unknown.name)'")
    }
    switch endpoint {
    case .search: return try service.search(SearchRequest(json: request.body)).json()
    case .explain: return JSONWriter.encode(try service.explain(ExplainRequest(json: request.body)))
    case .suggest: return JSONWriter.encode(try service.suggest(SuggestRequest(parameters: parameters)))
    case .document(let id): return JSONWriter.encode(try service.document(id: id))
    case .statistics: return JSONWriter.encode(try service.statistics())
    case .health: return JSONWriter.encode(try service.health())
    }
  }
}
