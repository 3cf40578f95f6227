import Dispatch
import Glibc

/// The signals that ask a daemon to stop: SIGTERM and SIGINT.
struct TerminationSignals {
  private let sources: [any DispatchSourceSignal]
  private let stream: AsyncStream<Void>

  /// From here on these signals no longer end the process.
  init() {
    let (stream, continuation) = AsyncStream<Void>.makeStream()
    self.stream = stream
    sources = [SIGTERM, SIGINT].map { number in
      // Ignored by the process; the source sees it nevertheless.
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield() }
      source.resume()
      return source
    }
  }

  /// Waits for the first of them. A second one then ends the process, as it does by default.
  func first() async {
    for await _ in stream { break }
    for (number, source) in zip([SIGTERM, SIGINT], sources) {
      source.cancel()
      _ = signal(number, SIG_DFL)
    }
  }
}
