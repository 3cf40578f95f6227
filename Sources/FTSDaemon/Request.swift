import NIOHTTP1

/// A request, received whole.
struct Request: Equatable, Sendable {
  var method: HTTPMethod
  /// As in the request line.
  var target: String
  var body: [UInt8] = []
  /// When it was.
  var arrival = ContinuousClock.now
}
