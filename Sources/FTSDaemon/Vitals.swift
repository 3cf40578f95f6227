import FTSProtocol
import FTSService
import FoundationEssentials
import Glibc

/// What can be seen of a daemon at work.
struct Vitals: Sendable {
  let metrics = Metrics()
  let workers: WorkerPool
  let connections: ConnectionRegistry
  private let start = Date()

  init(workers: WorkerPool, connections: ConnectionRegistry) {
    self.workers = workers
    self.connections = connections
  }

  /// All of it, in the text format of Prometheus.
  ///
  /// - Throws: `indexUnavailable` or `indexDamaged`.
  func text(_ service: SearchService) throws(Problem) -> String {
    var text = MetricsText()
    addAnswers(to: &text)
    text.add("connections", "gauge", "Connections that are open", Double(connections.count))
    text.add("queue_length", "gauge", "Large requests under way or waiting", Double(workers.load))
    let index = try service.summary()
    text.add("index_generation", "gauge", "Number of the last commit", Double(index.generation))
    text.add("index_documents", "gauge", "Documents that can be found", Double(index.documents))
    text.add("index_segments", "gauge", "Segments of the index", Double(index.segments))
    text.add("index_bytes", "gauge", "Bytes of the index file", Double(index.bytes))
    text.add(
      "index_oldest_reader_commits", "gauge",
      "Commits since the one that the oldest reader sees; as long as it reads, the file grows with each",
      Double(index.commitsSinceOldestReader))
    addProcess(to: &text)
    return text.text
  }

  private func addAnswers(to text: inout MetricsText) {
    let counts = metrics.counts
    text.begin("requests_total", "counter", "Requests answered, by operation and HTTP status")
    for (answer, count) in counts.answers.sorted(by: {
      ($0.key.operation, $0.key.status) < ($1.key.operation, $1.key.status)
    }) {
      text.sample(
        "requests_total", [("operation", answer.operation), ("status", "\(answer.status)")], Double(count))
    }
    text.begin("problems_total", "counter", "Requests that failed, by the code of the problem")
    for (code, count) in counts.problems.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      text.sample("problems_total", [("code", code.rawValue)], Double(count))
    }
    text.add("partial_total", "counter", "Searches whose time was up", Double(counts.partial))
    let name = "request_duration_seconds"
    text.begin(name, "histogram", "Time from a request to its answer, by operation")
    for (operation, histogram) in counts.durations.sorted(by: { $0.key < $1.key }) {
      var total = 0
      let bounds = Metrics.Histogram.bounds.map { "\($0)" } + ["+Inf"]
      for (bound, count) in zip(bounds, histogram.counts) {
        total += count
        text.sample("\(name)_bucket", [("operation", operation), ("le", bound)], Double(total))
      }
      text.sample("\(name)_sum", [("operation", operation)], histogram.sum)
      text.sample("\(name)_count", [("operation", operation)], Double(total))
    }
  }

  private func addProcess(to text: inout MetricsText) {
    var usage = rusage()
    // SAFETY: the structure is filled during the call only.
    unsafe getrusage(CInt(RUSAGE_SELF.rawValue), &usage)
    let times = [usage.ru_utime, usage.ru_stime]
    text.add(
      "process_cpu_seconds_total", "counter", "Processor time of the daemon",
      times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1_000_000 })
    // Pages: size, then what is resident.
    if let statm = FileManager.default.contents(atPath: "/proc/self/statm"),
      let pages = String(decoding: statm, as: UTF8.self).split(separator: " ").dropFirst().first.flatMap({
        Int($0)
      })
    {
      text.add(
        "process_resident_memory_bytes", "gauge", "Memory of the daemon, the mapped index included",
        Double(pages * sysconf(CInt(_SC_PAGESIZE))))
    }
    if let descriptors = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
      text.add("process_open_fds", "gauge", "Descriptors of the daemon", Double(descriptors.count))
    }
    text.add(
      "process_start_time_seconds", "gauge", "When the daemon started, in seconds since 1970",
      start.timeIntervalSince1970)
  }
}
