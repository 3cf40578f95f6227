import FTSProtocol
import FTSService
import NIOHTTP1

/// How the index and the daemon are.
extension Endpoint {
  static let statistics = Endpoint(
    "/v1/stats",
    Operation(
      .GET, "statistics", "Size and content of the index", answering: StatsResponse.self, weight: .heavy
    ) { (call) throws(Problem) in
      Response(try call.service.statistics())
    })

  static let health = Endpoint(
    "/healthz",
    Operation(.GET, "health", "That the daemon serves, and what", answering: HealthResponse.self) {
      (call) throws(Problem) in
      Response(try call.service.health())
    })

  static let readiness = Endpoint(
    "/readyz",
    Operation(
      .GET, "readiness", "That the daemon takes on large requests, too", answering: HealthResponse.self
    ) { (call) throws(Problem) in
      guard !call.vitals.workers.isFull else { throw .overloaded }
      return Response(try call.service.health())
    })

  static let metrics = Endpoint(
    "/metrics",
    Operation(
      .GET, "metrics", "What the daemon has done, for Prometheus", contentType: "text/plain; version=0.0.4"
    ) { (call) throws(Problem) in
      Response(
        Array(try call.vitals.text(call.service).utf8), contentType: "text/plain; version=0.0.4")
    })

  static let description = Endpoint(
    "/openapi.json",
    Operation(.GET, "description", "This interface as OpenAPI 3.1") { (call) throws(Problem) in
      Response(OpenAPIDocument(endpoints: call.endpoints))
    })
}
