import FTSProtocol
import FTSService
import NIOHTTP1

/// How the index and the daemon are.
extension Endpoint {
  static let statistics = Endpoint(
    "/v1/stats",
    Operation(.GET, "statistics", "Size and content of the index", weight: .heavy) { (call) throws(Problem) in
      Response(try call.service.statistics())
    })

  static let health = Endpoint(
    "/healthz",
    Operation(.GET, "health", "That the daemon serves, and what") { (call) throws(Problem) in
      Response(try call.service.health())
    })
}
