import NIOHTTP1

/// An address of the daemon, and what may be done there.
///
/// `Endpoint.all` is the one table of them: the router finds requests in it, and what the daemon says of itself is made
/// from it.
struct Endpoint: Sendable {
  let path: PathPattern
  /// One for each method. GET also answers HEAD, unless a task does it.
  let operations: [Operation]

  init(_ path: PathPattern, _ operations: Operation...) {
    self.path = path
    self.operations = operations
  }

  /// The operation that a method asks for.
  func operation(for method: HTTPMethod) -> Operation? {
    if method == .HEAD { return operations.first { $0.method == .GET && !$0.isTask } }
    return operations.first { $0.method == method }
  }

  /// The methods that it answers, as the header `Allow` has them.
  var allowed: String {
    operations.flatMap { [$0.method.rawValue] + ($0.method == .GET && !$0.isTask ? ["HEAD"] : []) }
      .joined(separator: ", ")
  }
}

extension Endpoint {
  /// All that the daemon answers.
  static let all: [Endpoint] = [
    search, facets, explain, suggest, watch, documents, document, statistics, check, backup, compaction,
    health,
    readiness, metrics, description,
  ]
}
