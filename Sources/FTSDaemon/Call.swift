import FTSService

/// A request that was received whole and of which it is known what it asks for.
struct Call: Sendable {
  let service: SearchService
  /// All addresses.
  let endpoints: [Endpoint]
  let vitals: Vitals
  let route: Route
  let body: [UInt8]
  /// How much may be done for it now.
  var effort: Effort

  /// See `Route`.
  var pathValue: String { route.pathValue }
  /// See `Route`.
  var parameters: [(name: String, value: String)] { route.parameters }
}
