import FTSProtocol
import NIOHTTP1
import Synchronization

/// What the daemon has answered so far, for who watches it.
final class Metrics: Sendable {
  /// How often answers took how long, by bounds that Prometheus' clients use, from 100 µs on.
  struct Histogram {
    static let bounds = [
      0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10,
    ]

    /// By bound, how many took no longer and longer than the bound before; the last have no bound.
    private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
    private(set) var sum = 0.0

    mutating func add(_ seconds: Double) {
      counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
      sum += seconds
    }
  }

  struct Answer: Hashable {
    /// Name of the operation; empty where a request asked for none.
    var operation: String
    var status: UInt
  }

  struct Counts {
    var answers: [Answer: Int] = [:]
    var durations: [String: Histogram] = [:]
    var problems: [Problem.Code: Int] = [:]
    var partial = 0
  }

  private let state = Mutex(Counts())

  /// Takes note of an answer.
  ///
  /// - Parameters:
  ///   - operation: empty where the request asked for none.
  ///   - duration: since the request was there.
  func record(_ outcome: Response.Outcome, operation: String, duration: Duration) {
    let seconds = duration / .seconds(1)
    state.withLock { state in
      state.answers[Answer(operation: operation, status: outcome.status.code), default: 0] += 1
      state.durations[operation, default: Histogram()].add(seconds)
      if let code = outcome.problem { state.problems[code, default: 0] += 1 }
      if outcome.isPartial { state.partial += 1 }
    }
  }

  /// What was noted so far.
  var counts: Counts { state.withLock { $0 } }
}
