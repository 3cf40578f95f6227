import Dispatch
import FTSAnalysis
import FTSDocument
import Synchronization

/// Spreads the analysis of documents over threads and gathers the results in order of arrival.
///
/// Batches go to the workers in turn, so that the same documents give the same segment whatever
/// the threads' speed. A batch that finds its worker too far behind waits: documents read but
/// not analysed are bounded.
final class AnalysisPipeline {
  /// Text gathered before a batch goes to a worker, in bytes.
  private static let batchSize = 256 << 10
  /// Batches on their way to a worker, at most.
  private static let queueLength = 2

  let workers: [AnalysisWorker]
  private let lanes: [Lane]
  private let results = Results()
  private var pending: [Document] = []
  private var pendingBytes = 0
  private var submitted = 0

  /// A worker with its thread. Only blocks of the serial queue touch the worker, and others only
  /// after `wait`.
  private final class Lane: @unchecked Sendable {
    let worker: AnalysisWorker
    private let queue: DispatchQueue
    private let free = DispatchSemaphore(value: AnalysisPipeline.queueLength)

    init(_ worker: AnalysisWorker) {
      self.worker = worker
      queue = DispatchQueue(label: "ftsd.analysis.\(worker.number)")
    }

    func submit(_ work: @escaping @Sendable (AnalysisWorker) -> Void) {
      free.wait()
      queue.async { [self] in
        work(worker)
        free.signal()
      }
    }

    func wait() { queue.sync {} }
  }

  /// What the workers have done so far.
  private final class Results: Sendable {
    let batches = Mutex<[Int: AnalyzedBatch]>([:])
    /// Bytes of memory that batches and vocabularies hold.
    let memory = Atomic<Int>(0)
    /// Nanoseconds of work, summed over the workers.
    let nanoseconds = Atomic<Int>(0)
  }

  init(_ analyzer: Analyzer, threads: Int) {
    workers = (0..<threads).map { AnalysisWorker(number: $0, analyzer: analyzer) }
    lanes = workers.map(Lane.init)
  }

  /// Bytes of memory held by documents and vocabularies, about.
  var memory: Int { results.memory.load(ordering: .relaxed) + pendingBytes }

  /// Time the workers have spent on analysis, summed over them.
  var elapsed: Duration { .nanoseconds(results.nanoseconds.load(ordering: .relaxed)) }

  /// Takes a document.
  func add(_ document: Document) {
    pending.append(document)
    pendingBytes += document.textBytes + 256
    if pendingBytes >= Self.batchSize { submit() }
  }

  /// All batches in order of arrival, analysed. The pipeline is empty afterwards but for the
  /// terms of its workers.
  func drain() -> [AnalyzedBatch] {
    submit()
    for lane in lanes { lane.wait() }
    let batches = results.batches.withLock { batches in
      let inOrder = batches.sorted { $0.key < $1.key }.map(\.value)
      batches = [:]
      return inOrder
    }
    submitted = 0
    results.memory.store(0, ordering: .relaxed)
    return batches
  }

  /// Empties the vocabularies; call after the batches they belong to are written.
  func forgetTerms() {
    for worker in workers { worker.removeAll() }
  }

  /// Waits for the workers to end.
  func close() {
    for lane in lanes { lane.wait() }
  }

  private func submit() {
    guard !pending.isEmpty else { return }
    let documents = pending
    let number = submitted
    pending = []
    pendingBytes = 0
    submitted += 1
    lanes[number % lanes.count].submit { [results] worker in
      let before = worker.memory
      let start = ContinuousClock.now
      let batch = worker.analyze(documents)
      results.nanoseconds.add(Int((ContinuousClock.now - start) / .nanoseconds(1)), ordering: .relaxed)
      results.memory.add(batch.memory + worker.memory - before, ordering: .relaxed)
      results.batches.withLock { $0[number] = batch }
    }
  }
}
