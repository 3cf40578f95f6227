import NIOHTTP1

/// A request and what is known of it.
struct Exchange: Sendable {
  let head: HTTPRequestHead
  /// What it asks for, or why it is refused.
  var route: Result<Route, Refusal>
  /// The body, where it is received whole.
  var bytes: [UInt8] = []
  /// The body, where it is taken as it comes.
  var stream: RequestBody?
  /// When all that is needed to begin with it was there.
  var arrival = ContinuousClock.now

  init(_ head: HTTPRequestHead, _ route: Result<Route, Refusal>) {
    self.head = head
    self.route = route
  }
  /// Whether its answer may be compressed.
  var acceptsGzip: Bool {
    head.headers.contains(name: "accept-encoding")
      && Gzip.isAccepted(by: head.headers["accept-encoding"].joined(separator: ","))
  }
}
