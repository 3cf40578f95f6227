import FTSProtocol
import Logging
import NIOHTTP1

/// Logs requests: all where that is wanted, slow ones otherwise.
struct RequestLog: Sendable {
  /// Bytes of a body that a line may hold.
  private static let bodyBytes = 1 << 10

  let sink: LogSink

  /// - Parameters:
  ///   - bytes: of the answer's body.
  ///   - now: when the answer was ready.
  func record(
    _ exchange: Exchange, of origin: Origin, status: Int, bytes: Int, now: ContinuousClock.Instant
  ) {
    let settings = sink.settings
    let duration = now - exchange.arrival
    let isSlow = settings.slowMilliseconds > 0 && duration >= .milliseconds(settings.slowMilliseconds)
    guard isSlow || settings.requests else { return }
    var path = "-"
    if case .success(let route) = exchange.route { path = route.path }
    var fields = [
      ("method", exchange.head.method.rawValue), ("path", path), ("status", "\(status)"),
      ("took_us", "\(Int(duration / .microseconds(1)))"), ("bytes", "\(bytes)"),
      ("peer", "\(origin)"),
    ]
    if settings.queries {
      fields.append(("target", exchange.head.uri))
      if !exchange.bytes.isEmpty {
        fields.append(("body", String(decoding: exchange.bytes.prefix(Self.bodyBytes), as: UTF8.self)))
      }
    }
    sink.write(isSlow ? .warning : .notice, isSlow ? "slow request" : "request", fields)
  }
}
