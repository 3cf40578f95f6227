import FTSService

/// A request of which it is known what it asks for.
struct Call: Sendable {
  let service: SearchService
  /// What the path has in the place of the name in its pattern, decoded; empty where there is none.
  let pathValue: String
  /// Of the address, decoded, in the order given; none where the operation has none.
  let parameters: [(name: String, value: String)]
  let body: [UInt8]
  /// When the request was there.
  let arrival: ContinuousClock.Instant
}
