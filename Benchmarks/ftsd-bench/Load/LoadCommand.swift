import ArgumentParser
import FTSCore
import FTSProtocol
import FTSService
import FoundationEssentials
import Glibc

/// `ftsd-bench load`: what a daemon adds to a query, and how it behaves as more is asked of it.
struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Load a daemon with queries.",
    discussion: """
      First one query after the other, by turns in process, as bytes that a thread sends back over a socket, by a thread that searches behind one, and over the \
      socket of the daemon, the answers the same. Then as many connections as are asked for, each as fast as it is \
      answered; then the same with queries at random times, at shares of that rate, latencies counted from when a query was \
      due. The daemon must serve the same index on this machine; its processor time is read from /proc.
      """)

  @Option(help: ArgumentHelp("The index that the daemon serves.", valueName: "dir"))
  var index: String

  @Option(help: ArgumentHelp("The daemon's socket.", valueName: "path"))
  var socket: String

  @Option(help: ArgumentHelp("One query per line.", valueName: "file"))
  var queries: String

  @Option(help: ArgumentHelp("Parameters to add to each request, as in an address.", valueName: "a=b&c=d"))
  var parameters = "limit=10"

  @Option(help: "Connections at a time.")
  var connections = 16

  @Option(help: "Passes over the queries one after the other, the first of them not timed.")
  var passes = 4

  @Option(help: "Seconds of each step under load.")
  var seconds = 5.0

  @Option(help: "Shares of the saturated rate to offer, in percent.")
  var shares = "10,25,50,70,80,90,95"

  @Option(help: "Seed of the times at which queries are due.")
  var seed: UInt64 = 1

  @Flag(help: "Print one JSON object.")
  var json = false

  @Option(help: ArgumentHelp("Write the JSON object there besides.", valueName: "file"))
  var report: String?

  func validate() throws {
    guard (1...10_000).contains(connections) else {
      throw ValidationError("--connections must be from 1 to 10000")
    }
    guard passes >= 2 else { throw ValidationError("--passes must be at least 2") }
    guard seconds > 0 else { throw ValidationError("--seconds must be more than 0") }
    _ = try percentages()
  }

  func run() throws {
    let lines = try InputFile.text(queries).split(whereSeparator: \.isNewline).map(String.init)
      .filter { $0.contains { $0 != " " } }
    guard !lines.isEmpty else { throw ValidationError("no query in \(queries)") }
    let path = try SocketPath(socket)
    TimerSlack.remove()
    let requests = lines.map {
      HTTPExchange.request("/v1/search?q=\(PercentEncoding.encodeSegment($0))&\(parameters)")
    }
    var comparison = try SocketComparison(
      service: SearchService(reader: IndexReader(path: index)), socket: path, queries: lines,
      requests: requests, parameters: parameters)
    for pass in 0..<passes { try comparison.run(isTimed: pass > 0) }

    let generator = LoadGenerator(socket: path, requests: requests, connections: connections)
    _ = try generator.saturate(for: .seconds(min(1, seconds)))
    let saturated = try generator.saturate(for: .seconds(seconds))
    let offered = try percentages().map { percent in
      try generator.offer(saturated.achieved * percent / 100, for: .seconds(seconds), seed: seed)
    }
    let result = LoadReport(
      queries: lines.count, inProcessMicroseconds: comparison.processorMicroseconds,
      inProcess: comparison.inProcess, echo: comparison.echo, bare: comparison.bare,
      socket: comparison.socket,
      saturated: saturated, offered: offered)
    let line = try JSONText.line(result)
    if let report { try (line + "\n").write(toFile: report, atomically: true, encoding: .utf8) }
    print(json ? line : result.text)
  }

  private func percentages() throws -> [Double] {
    try shares.split(separator: ",").map { text in
      guard let percent = Double(text), percent > 0, percent <= 200 else {
        throw ValidationError("--shares must be percentages from 0 to 200 with commas between them")
      }
      return percent
    }
  }
}
