/// What requests cost under one load.
struct LoadStep: Encodable {
  /// Requests a second that were to be sent; `nil` where each connection sent as fast as it was answered.
  var offered: Double?
  /// Requests a second that were answered with success.
  var achieved: Double
  var connections: Int
  var latencies: Latencies
  /// Answers that were refusals, by status.
  var refused: [Int: Int]
  /// Microseconds of the server's processor time for each request.
  var serverMicroseconds: Double

  private enum CodingKeys: String, CodingKey {
    case offered, achieved, connections, refused
    case p50 = "p50_us"
    case p90 = "p90_us"
    case p99 = "p99_us"
    case p999 = "p99_9_us"
    case server = "server_cpu_us"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(offered, forKey: .offered)
    try container.encode(achieved, forKey: .achieved)
    try container.encode(connections, forKey: .connections)
    try container.encode(latencies.microseconds(50), forKey: .p50)
    try container.encode(latencies.microseconds(90), forKey: .p90)
    try container.encode(latencies.microseconds(99), forKey: .p99)
    try container.encode(latencies.microseconds(99.9), forKey: .p999)
    try container.encode(serverMicroseconds, forKey: .server)
    try container.encode(Dictionary(uniqueKeysWithValues: refused.map { ("\($0)", $1) }), forKey: .refused)
  }
}
