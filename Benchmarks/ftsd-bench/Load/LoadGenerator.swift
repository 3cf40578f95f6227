import Dispatch
import FTSProtocol
import FTSTestSupport
import Glibc
import Synchronization

/// Sends requests to a daemon from several connections, each with a thread of its own.
struct LoadGenerator {
  private let socket: SocketPath
  private let requests: [[UInt8]]
  private let connections: Int

  /// What one connection saw.
  private struct Share {
    var latencies = Latencies()
    var refused: [Int: Int] = [:]
  }

  init(socket: SocketPath, requests: [[UInt8]], connections: Int) {
    self.socket = socket
    self.requests = requests
    self.connections = connections
  }

  /// Closed loop: each connection sends its next request when it has the answer to the one before.
  func saturate(for duration: Duration) throws -> LoadStep {
    let ticket = Atomic<Int>(0)
    let end = ContinuousClock.now + duration
    return try run(offered: nil) { exchange, share in
      while ContinuousClock.now < end {
        let number = ticket.add(1, ordering: .relaxed).oldValue
        try perform(number, from: ContinuousClock.now, exchange: &exchange, share: &share)
      }
    }
  }

  /// Open loop: requests are due at times that no answer moves, as those of independent people (Poisson), and a latency is
  /// counted from when its request was due. What waits because all connections are busy counts as waiting: otherwise the
  /// slow answers would hide themselves ("coordinated omission").
  func offer(_ rate: Double, for duration: Duration, seed: UInt64) throws -> LoadStep {
    let due = Self.arrivals(rate: rate, seconds: duration / .seconds(1), seed: seed)
    let ticket = Atomic<Int>(0)
    let start = ContinuousClock.now + .milliseconds(20)
    return try run(offered: rate) { exchange, share in
      while true {
        let number = ticket.add(1, ordering: .relaxed).oldValue
        guard number < due.count else { return }
        let time = start + due[number]
        Self.wait(until: time)
        try perform(number, from: time, exchange: &exchange, share: &share)
      }
    }
  }

  private func perform(
    _ number: Int, from start: ContinuousClock.Instant, exchange: inout HTTPExchange, share: inout Share
  ) throws {
    let (status, _) = try exchange.perform(requests[number % requests.count])
    guard status == 200 else { return share.refused[status, default: 0] += 1 }
    share.latencies.record(ContinuousClock.now - start)
  }

  private func run(
    offered: Double?, _ work: @escaping @Sendable (inout HTTPExchange, inout Share) throws -> Void
  ) throws -> LoadStep {
    let sockets = try (0..<connections).map { _ in try BlockingSocket(connectedTo: socket) }
    let server = try sockets[0].peerProcess()
    let shares = Mutex<[Result<Share, any Error>]>([])
    let group = DispatchGroup()
    let before = ProcessorTime.nanoseconds(of: server)
    let start = ContinuousClock.now
    for (number, socket) in sockets.enumerated() {
      DispatchQueue(label: "ftsd.bench.load.\(number)").async(group: group) {
        let share = Result {
          var share = Share()
          var exchange = HTTPExchange(socket)
          try work(&exchange, &share)
          return share
        }
        shares.withLock { $0.append(share) }
      }
    }
    group.wait()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let after = ProcessorTime.nanoseconds(of: server)
    var all = Share()
    for share in try shares.withLock({ try $0.map { try $0.get() } }) {
      all.latencies.add(share.latencies)
      all.refused.merge(share.refused, uniquingKeysWith: +)
    }
    let answered = all.latencies.count + all.refused.values.reduce(0, +)
    let spent = before.flatMap { before in after.map { $0 - before } } ?? 0
    return LoadStep(
      offered: offered, achieved: Double(all.latencies.count) / seconds, connections: connections,
      latencies: all.latencies, refused: all.refused,
      serverMicroseconds: answered == 0 ? 0 : Double(spent) / 1_000 / Double(answered))
  }

  /// The times at which requests are due, with exponential gaps between them.
  static func arrivals(rate: Double, seconds: Double, seed: UInt64) -> [Duration] {
    var generator = SeededGenerator(seed: seed)
    var times: [Duration] = []
    var time = 0.0
    while true {
      time += -log(1 - Double.random(in: 0..<1, using: &generator)) / rate
      guard time < seconds else { return times }
      times.append(.seconds(time))
    }
  }

  private static func wait(until time: ContinuousClock.Instant) {
    let left = time - ContinuousClock.now
    guard left > .zero else { return }
    let nanoseconds = Int(left / .nanoseconds(1))
    var request = timespec(tv_sec: nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
    // SAFETY: both pointers are valid or null for the call.
    _ = unsafe nanosleep(&request, nil)
  }
}
