import FTSProtocol
import FTSService
import Logging
import NIOHTTP1

/// Finds what a request asks for and has it answered, on the caller's thread: a search takes less time
/// than a change of threads.
struct Router: Sendable {
  let service: SearchService
  let logger: Logger

  func respond(to request: Request) -> Response {
    do throws(Problem) {
      let target = try Target(request.target)
      let endpoint = try endpoint(at: target.path)
      guard let operation = endpoint.operation(for: request.method) else {
        return Response(
          Problem(
            .methodNotAllowed, "this address answers \(endpoint.allowed), not \(request.method.rawValue)"),
          allowed: endpoint.allowed)
      }
      if operation.parameters.isEmpty, let unknown = target.parameters.first {
        throw Problem(.unknownParameter, "this address takes no parameter '\(unknown.name)'")
      }
      let call = Call(
        service: service, pathValue: try endpoint.path.value(in: target.path), parameters: target.parameters,
        body: request.body, arrival: request.arrival)
      return try operation.answer(call)
    } catch {
      if error.status >= 500 { logger.error("\(error.detail)", metadata: ["code": "\(error.code.rawValue)"]) }
      return Response(error)
    }
  }

  /// - Throws: `notFound`, listing the addresses there are.
  private func endpoint(at path: Substring) throws(Problem) -> Endpoint {
    if let endpoint = Endpoint.all.first(where: { $0.path.matches(path) }) { return endpoint }
    let paths = Endpoint.all.map(\.path.text)
    throw Problem(
      .notFound,
      "nothing is at this address; there are \(paths.dropLast().joined(separator: ", ")) and \(paths.last ?? "")"
    )
  }
}
