import FTSWording

/// What `ftsd-bench load` measured.
struct LoadReport: Encodable {
  var queries: Int
  /// Microseconds of processor time of a query in process.
  var inProcessMicroseconds: Double
  /// One after the other, by what answers.
  var inProcess: Latencies
  var echo: Latencies
  /// By a thread that searches behind a bare socket.
  var bare: Latencies
  var socket: Latencies
  var saturated: LoadStep
  /// By rising load.
  var offered: [LoadStep]

  /// What the daemon adds to a query and to the bare way over the socket, at the median.
  var overheadMicroseconds: Double {
    added(by: socket)
  }

  private func added(by way: Latencies) -> Double {
    way.microseconds(50) - inProcess.microseconds(50) - echo.microseconds(50)
  }

  private enum CodingKeys: String, CodingKey {
    case queries, saturated, offered
    case inProcess = "in_process_us"
    case echo = "echo_us"
    case bare = "bare_us"
    case socket = "socket_us"
    case overhead = "overhead_us"
    case processor = "in_process_cpu_us"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(queries, forKey: .queries)
    for (key, latencies) in [
      (CodingKeys.inProcess, inProcess), (.echo, echo), (.bare, bare), (.socket, socket),
    ] {
      let values = Latencies.percentiles.map { ($0.name, latencies.microseconds($0.percent)) }
      try container.encode(Dictionary(uniqueKeysWithValues: values), forKey: key)
    }
    try container.encode(overheadMicroseconds, forKey: .overhead)
    try container.encode(inProcessMicroseconds, forKey: .processor)
    try container.encode(saturated, forKey: .saturated)
    try container.encode(offered, forKey: .offered)
  }

  var text: String {
    func times(_ latencies: Latencies) -> [String] {
      Latencies.percentiles.map { NumberText.fixed(latencies.microseconds($0.percent), decimals: 0) }
    }
    var single = TextTable()
    single.append(
      ["\(NumberText.grouped(queries)) queries, one after the other, µs"] + Latencies.percentiles.map(\.name))
    single.append(["  in process"] + times(inProcess))
    single.append(["  bare echo"] + times(echo))
    single.append(["  searched behind a bare socket"] + times(bare))
    single.append(["  the daemon"] + times(socket))
    single.append(["  what a bare socket adds", NumberText.fixed(added(by: bare), decimals: 0)])
    single.append(["  what the daemon adds", NumberText.fixed(overheadMicroseconds, decimals: 0)])

    var loads = TextTable()
    loads.append(
      ["offered/s", "answered/s", "refused"] + Latencies.percentiles.map(\.name) + ["server's CPU µs"])
    for step in offered + [saturated] {
      let cells = [
        step.offered.map { NumberText.fixed($0, decimals: 0) } ?? "all it takes",
        NumberText.fixed(step.achieved, decimals: 0),
        NumberText.grouped(step.refused.values.reduce(0, +)),
      ]
      loads.append(cells + times(step.latencies) + [NumberText.fixed(step.serverMicroseconds, decimals: 0)])
    }
    let processor = NumberText.fixed(inProcessMicroseconds, decimals: 0)
    return """
      \(single.text)

      \(loads.text)
      \(saturated.connections) connections; a query takes \(processor) µs of processor time in process
      """
  }
}
