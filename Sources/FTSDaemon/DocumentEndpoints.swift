import FTSProtocol
import FTSService
import NIOHTTP1

/// Documents one by one.
extension Endpoint {
  static let document = Endpoint(
    "/v1/documents/{id}",
    Operation(.GET, "document", "The document of an id") { (call) throws(Problem) in
      Response(try call.service.document(id: call.pathValue))
    })
}
