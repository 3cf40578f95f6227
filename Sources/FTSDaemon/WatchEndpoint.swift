import FTSProtocol
import FTSService
import NIOHTTP1

/// Queries that stand.
extension Endpoint {
  static let watch = Endpoint(
    "/v1/watch",
    Operation(
      .GET, "watch", "Documents that match, as they are written: a JSON object a line, without an end",
      parameters: WatchRequest.parameterDescriptions, contentType: "application/x-ndjson",
      answering: WatchEvent.self,
      by: .streamed { call, answer in
        try await Watch(call.service.watch(WatchRequest(parameters: call.parameters)), call.workers).run(
          answer)
      }),
    Operation(
      .POST, "watchByBody", "Documents that match, as they are written: a JSON object a line, without an end",
      members: WatchRequest.parameterDescriptions, contentType: "application/x-ndjson",
      answering: WatchEvent.self, writes: false,
      by: .streamed { call, answer in
        let body = try await call.body.whole(limit: Limits.bodyBytes, of: "the body of a request")
        try await Watch(call.service.watch(WatchRequest(json: body)), call.workers).run(answer)
      }))
}

/// A standing query at work.
struct Watch {
  /// How long a commit may wait to be looked at.
  private static let interval = Duration.milliseconds(100)
  /// After so many looks without a word there is an empty line, so that both sides see whether the other is there.
  private static let quietLooks = 150

  private var query: StandingQuery
  private let workers: WorkerPool

  init(_ query: StandingQuery, _ workers: WorkerPool) {
    self.query = query
    self.workers = workers
  }

  /// Tells what is written until the task is cancelled.
  consuming func run(_ answer: AnswerWriter) async throws {
    try await answer.begin(contentType: "application/x-ndjson")
    try await answer.write(Self.lines([query.event]))
    var quiet = 0
    while !Task.isCancelled {
      let events = try await look()
      if !events.isEmpty { try await answer.write(Self.lines(events)) }
      quiet = events.isEmpty ? quiet + 1 : 0
      if quiet == Self.quietLooks {
        try await answer.write([UInt8(ascii: "\n")])
        quiet = 0
      }
      // It ends with the task, which is how this ends.
      try? await Task.sleep(for: Self.interval)
    }
  }

  /// By a worker, since it may take long; where too much waits, not now.
  private mutating func look() async throws -> [WatchEvent] {
    let before = query
    let looked = await workers.result {
      Result { () throws(Problem) in
        var query = before
        return (try query.look(), query)
      }
    }
    guard let (events, query) = try looked?.get() else { return [] }
    self.query = query
    return events
  }

  private static func lines(_ events: [WatchEvent]) -> [UInt8] {
    events.flatMap { JSONWriter.encode($0) + [UInt8(ascii: "\n")] }
  }
}
