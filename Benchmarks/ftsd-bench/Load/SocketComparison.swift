import FTSProtocol
import FTSService
import Glibc

/// The same queries one after the other: in process, as an echo over a socket, by a thread behind a bare socket, and asked
/// of a daemon.
struct SocketComparison {
  private let service: SearchService
  private let queries: [SearchRequest]
  private let requests: [[UInt8]]
  private let echoes: BareServer
  private let bareService: BareServer
  private var exchange: HTTPExchange

  private(set) var inProcess = Latencies()
  private(set) var echo = Latencies()
  private(set) var bare = Latencies()
  private(set) var socket = Latencies()
  private var processorTime = 0
  private var timedQueries = 0

  /// Microseconds of processor time of a query in process.
  var processorMicroseconds: Double { Double(processorTime) / 1_000 / Double(max(1, timedQueries)) }

  /// - Parameter parameters: of each request besides the query, as in an address.
  init(
    service: SearchService, socket: SocketPath, queries: [String], requests: [[UInt8]], parameters: String
  ) throws {
    self.service = service
    self.requests = requests
    let others = parameters.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      return (name: parts[0], value: parts.count > 1 ? parts[1] : "")
    }
    let queries = try queries.map { try SearchRequest(parameters: [("q", $0)] + others) }
    self.queries = queries
    var exchange = HTTPExchange(try BlockingSocket(connectedTo: socket))
    // As long as they are in the middle, in bytes.
    let answers = try requests.map { try exchange.perform($0).bytes }.sorted()
    let requestBytes = requests.map(\.count).sorted()[requests.count / 2]
    let answer = [UInt8](repeating: UInt8(ascii: "y"), count: answers[answers.count / 2])
    echoes = try BareServer(requestBytes: requestBytes) { _ in answer }
    bareService = try BareServer(requestBytes: requestBytes) { number in
      (try? service.search(queries[number]).json()) ?? []
    }
    self.exchange = exchange
  }

  /// Goes through the queries once in each way.
  mutating func run(isTimed: Bool) throws {
    let before = Self.processorNanoseconds
    for query in queries {
      let start = ContinuousClock.now
      let answer = try service.search(query).json()
      let time = ContinuousClock.now - start
      withExtendedLifetime(answer) {}
      if isTimed { inProcess.record(time) }
    }
    if isTimed {
      processorTime += Self.processorNanoseconds - before
      timedQueries += queries.count
    }
    var scratch: [UInt8] = []
    for number in queries.indices {
      let start = ContinuousClock.now
      try echoes.exchange(number, &scratch)
      if isTimed { echo.record(ContinuousClock.now - start) }
    }
    for number in queries.indices {
      let start = ContinuousClock.now
      try bareService.exchange(number, &scratch)
      if isTimed { bare.record(ContinuousClock.now - start) }
    }
    for request in requests {
      let start = ContinuousClock.now
      let (status, _) = try exchange.perform(request)
      guard status == 200 else { throw HTTPExchange.Failure(description: "the daemon answered \(status)") }
      if isTimed { socket.record(ContinuousClock.now - start) }
    }
  }

  /// Of this thread.
  private static var processorNanoseconds: Int {
    var time = timespec()
    // SAFETY: the call fills the structure it is given.
    _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
