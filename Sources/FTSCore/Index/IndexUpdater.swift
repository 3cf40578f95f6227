import Dispatch
public import FTSQuery
import Synchronization

/// Writes changes as they come, from any thread, and merges what they leave: what a daemon has to write with.
///
/// **Group commit.** One thread writes. It takes all that has come while it wrote what came before into one commit,
/// so that many small changes cost one sync of the disk, and one alone waits for nothing but its own.
///
/// **Other writers.** The right to write is held only for the time of a commit, and the state of the index read anew
/// each time, so that commands may write to the same index. Where one of them takes longer than `Options.wait`,
/// changes fail with `IndexError.locked`.
///
/// **Bounds.** Changes that wait hold at most `Options.queueBytes`; more are refused with `IndexError.overloaded`.
public final class IndexUpdater: Sendable {
  /// How an updater goes about it.
  public struct Options: Sendable {
    /// Bytes that changes may hold while they wait to be written.
    public var queueBytes = 64 << 20
    /// How long to wait for another process that is writing.
    public var wait = Duration.seconds(5)
    /// The longest time after which a change of durability `deferred` is on disk, as long as the disk takes it.
    public var deferral = Duration.seconds(2)
    /// Bytes that merges may write a second.
    public var mergeBytesPerSecond = 32 << 20
    /// Threads that analyse text; by default one per core.
    public var workers: Int?
    /// Called between the transactions of a merge; `nil` keeps to `mergeBytesPerSecond`. For tests.
    package var mergePause: (@Sendable (_ bytes: Int) -> Void)?

    /// The defaults.
    public init() {}
  }

  /// When a change counts as done.
  public enum Durability: Sendable {
    /// As soon as it is on disk: nothing that was acknowledged is ever lost.
    case synced
    /// As soon as it is taken. It is written within `Options.deferral`, or with the next synced change, or when a
    /// quarter of the queue is full, whatever comes first. What is not written by then is lost with the process.
    case deferred
  }

  /// What became of changes, in their order, or why none was made.
  public typealias Completion = @Sendable (Result<[DocumentUpdate.Outcome], IndexError>) -> Void

  /// What has the index for itself, or why it does not come to that.
  public typealias ExclusiveWork = @Sendable (Result<Void, IndexError>) -> Void

  private let path: String
  private let options: Options
  /// Told what nobody waits for: that deferred changes or merges have failed. They are tried again.
  private let report: @Sendable (IndexError) -> Void
  private let thread = WorkThread()
  private let merger: BackgroundMerger
  private let state = Mutex(State())

  /// How long until what has failed is tried again.
  private static let retry = Duration.seconds(1)
  /// Text of one commit, in bytes; what is beyond makes the next.
  private static let groupBytes = 16 << 20

  private struct State {
    var queue = UpdateQueue()
    /// Requests that were accepted.
    var accepted = 0
    /// Merges begun and not published, the largest first.
    var merging: [SegmentMerge] = []
    var merged: [SegmentMerge.Merged] = []
    /// Segments after the last commit.
    var segments = 0
    /// What is to be done while nobody else writes.
    var exclusive: [ExclusiveWork] = []
    /// Whether there may be segments to merge that nobody has looked at.
    var mayNeedMerges = true
    /// Whether a look at the queue is due at some time.
    var isTimed = false
    var isClosed = false

    /// Whether no merge is under way.
    var isAtRest: Bool { merging.isEmpty && merged.isEmpty }

    mutating func takeExclusive() -> [ExclusiveWork] {
      defer { exclusive = [] }
      return exclusive
    }
  }

  /// Writes to the index in the directory `path`, which must be there.
  ///
  /// - Parameters:
  ///   - path: of the index.
  ///   - options: how to go about it.
  ///   - report: told of errors for which nobody waits, on any thread.
  public init(
    path: String, options: Options = Options(), report: @escaping @Sendable (IndexError) -> Void = { _ in }
  ) {
    self.path = path
    self.options = options
    self.report = report
    let budget = IOBudget(bytesPerSecond: options.mergeBytesPerSecond)
    merger = BackgroundMerger(pause: options.mergePause ?? { budget.wait($0) })
    // What commands have left to be merged.
    wake()
  }

  /// Makes changes, in their order, all in one commit.
  ///
  /// - Parameters:
  ///   - updates: the changes.
  ///   - durability: when they count as done.
  ///   - completion: called on the writing thread when they are visible to the next search and as durable as
  ///     asked for, or with the error that kept all of them from being made.
  /// - Throws: `overloaded`; `completion` is not called then.
  public func submit(
    _ updates: [DocumentUpdate], durability: Durability = .synced, completion: @escaping Completion
  ) throws(IndexError) {
    try add(UpdateQueue.Request(.updates(updates), durability, completion))
    if durability == .deferred { completion(.success(updates.map { _ in .accepted })) }
  }

  /// Deletes all documents that match a query, among those that were there or submitted before.
  ///
  /// - Parameters:
  ///   - query: what they match.
  ///   - completion: as for `submit`, with an outcome for each document that was deleted.
  /// - Throws: `overloaded`.
  public func delete(matching query: Query, completion: @escaping Completion) throws(IndexError) {
    try add(UpdateQueue.Request(.deletion(query), .synced, completion))
  }

  /// Has something done between two commits, on the writing thread, while this updater neither writes nor merges.
  /// Changes wait until then, within their bounds.
  public func perform(_ work: @escaping ExclusiveWork) {
    let isTaken = state.withLock { state in
      if state.isClosed { return false }
      state.exclusive.append(work)
      return true
    }
    if isTaken { wake() } else { work(.failure(.interrupted)) }
  }

  /// Whether `submit` would take a change now.
  public var hasRoom: Bool { state.withLock { !$0.isClosed && $0.queue.bytes < options.queueBytes } }

  /// Requests accepted since the beginning.
  public var acceptedChanges: Int { state.withLock { $0.accepted } }

  /// Bytes of changes that wait to be written.
  public var queuedBytes: Int { state.withLock { $0.queue.bytes } }

  /// Writes what waits, and ends. A merge under way is dropped. What comes afterwards is refused.
  public func close() {
    state.withLock { $0.isClosed = true }
    merger.stop()
    wake()
    thread.finish()
    for work in state.withLock({ $0.takeExclusive() }) { work(.failure(.interrupted)) }
    // They hold the right to merge, which others may want now.
    state.withLock { ($0.merging, $0.merged) = ([], []) }
  }

  private func add(_ request: UpdateQueue.Request) throws(IndexError) {
    let isTaken = state.withLock { state in
      guard !state.isClosed, state.queue.bytes < options.queueBytes else { return false }
      state.queue.append(request)
      state.accepted += 1
      return true
    }
    guard isTaken else { throw .overloaded }
    wake()
  }

  private func wake() { thread.add { [self] in work() } }

  /// Looks at the queue after a while, unless that is to happen anyway.
  private func wake(after delay: Duration) {
    let isNew = state.withLock { state in
      defer { state.isTimed = true }
      return !state.isTimed
    }
    guard isNew else { return }
    DispatchQueue.global().asyncAfter(deadline: .now() + max(delay, .zero) / .seconds(1)) { [weak self] in
      self?.state.withLock { $0.isTimed = false }
      self?.wake()
    }
  }

  // MARK: - On the writing thread

  /// What is to be done in one commit.
  private struct Group {
    var requests: [UpdateQueue.Request] = []
    var merged: [SegmentMerge.Merged] = []
    var merging: [SegmentMerge] = []
  }

  private func work() {
    for work in state.withLock({ $0.isClosed || !$0.isAtRest ? [] : $0.takeExclusive() }) {
      work(.success(()))
    }
    let (group, due, isIdle) = state.withLock { state in
      var group = Group(merged: state.merged, merging: state.merging)
      // With too many segments new ones wait for a merge to end.
      let isHeldUp = state.segments >= MergePolicy.ceiling && !state.merging.isEmpty && state.merged.isEmpty
      if state.isClosed {
        group.requests = state.queue.takeAll()
      } else if !isHeldUp {
        group.requests = state.queue.take(
          deferral: options.deferral, fullAt: options.queueBytes / 4, groupBytes: Self.groupBytes)
      }
      state.merged = []
      let isIdle = group.requests.isEmpty && group.merged.isEmpty && !state.mayNeedMerges
      // The end of the merge looks at the queue.
      return (group, isHeldUp ? nil : state.queue.due(deferral: options.deferral), isIdle)
    }
    if let due { wake(after: due) }
    if !isIdle { perform(group) }
  }

  private func perform(_ group: Group) {
    var options = IndexWriter.Options()
    options.createsIndex = false
    options.wait = self.options.wait
    options.workers = self.options.workers
    let writer: IndexWriter
    let outcomes: [[DocumentUpdate.Outcome]]
    do throws(IndexError) {
      writer = try IndexWriter(path: path, options: options)
      outcomes = try writer.apply(group.requests.map(\.change))
    } catch {
      return fail(group, error)
    }
    defer { writer.close() }
    for (request, outcomes) in zip(group.requests, outcomes) where request.durability == .synced {
      request.completion(.success(outcomes))
    }
    // While there is always something to merge, no writer that opens may tell what is garbage.
    if !writer.lost.isEmpty { merger.remove(writer.lost, from: writer.store) }
    var mayNeedMerges = false
    do throws(IndexError) {
      try publish(group.merged, writer)
      try beginMerges(writer)
    } catch {
      if error != .locked(path: path) { report(error) }
      mayNeedMerges = true
      wake(after: Self.retry)
    }
    let segments = writer.segmentCount
    let isMore = state.withLock { state in
      state.segments = segments
      state.mayNeedMerges = mayNeedMerges
      return !state.queue.isEmpty
    }
    if isMore { wake() }
  }

  private func fail(_ group: Group, _ error: IndexError) {
    // Deferred changes and merges are tried again, so long as there is time.
    let isClosed = state.withLock { state in
      state.merged = group.merged + state.merged
      if !state.isClosed { state.queue.putBack(group.requests.filter { $0.durability == .deferred }) }
      return state.isClosed
    }
    for request in group.requests where request.durability == .synced { request.completion(.failure(error)) }
    let isDeferred = group.requests.contains { $0.durability == .deferred }
    // Merges may wait for commands however long these take.
    if isDeferred || error != .locked(path: path) { report(error) }
    if isDeferred || !group.merged.isEmpty, !isClosed { wake(after: Self.retry) }
  }

  private func publish(_ merged: [SegmentMerge.Merged], _ writer: IndexWriter) throws(IndexError) {
    for (index, one) in merged.enumerated() {
      do throws(IndexError) {
        if one.merge.isOf(writer.store) { try writer.publish(one) }
      } catch {
        state.withLock { $0.merged = merged[index...] + $0.merged }
        throw error
      }
      forget(one.merge)
      merger.removeOld(of: one.merge) { [self] in
        // Until now it had the right to merge.
        state.withLock { $0.mayNeedMerges = true }
        wake()
      }
    }
  }

  private func beginMerges(_ writer: IndexWriter) throws(IndexError) {
    guard !state.withLock({ $0.isClosed || !$0.exclusive.isEmpty }) else { return }
    while let merge = try writer.beginMerge(beside: state.withLock { $0.merging }) {
      state.withLock { $0.merging.append(merge) }
      merger.run(merge) { [self] result in
        switch result {
        case .success(let merged): state.withLock { $0.merged.append(merged) }
        case .failure(let error):
          forget(merge)
          if error != .interrupted { report(error) }
        }
        wake()
      }
    }
  }

  private func forget(_ merge: SegmentMerge) {
    state.withLock { $0.merging.removeAll { $0 === merge } }
  }
}
