import Dispatch
import Glibc

/// The signals that a daemon acts upon.
struct DaemonSignals {
  /// What a signal asks for.
  enum Request: Equatable {
    /// SIGTERM or SIGINT.
    case stop
    /// SIGHUP.
    case reload
  }

  private static let requests: [(number: CInt, request: Request)] = [
    (SIGTERM, .stop), (SIGINT, .stop), (SIGHUP, .reload),
  ]

  /// As they come.
  let requests: AsyncStream<Request>
  private let sources: [any DispatchSourceSignal]

  /// From here on these signals no longer end the process.
  init() {
    let (stream, continuation) = AsyncStream<Request>.makeStream()
    requests = stream
    sources = Self.requests.map { number, request in
      // Ignored by the process; the source sees it nevertheless.
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield(request) }
      source.resume()
      return source
    }
  }

  /// Lets the next SIGTERM or SIGINT end the process at once, as they do by default.
  func restoreStopping() {
    for (source, (number, request)) in zip(sources, Self.requests) where request == .stop {
      source.cancel()
      _ = signal(number, SIG_DFL)
    }
  }
}
