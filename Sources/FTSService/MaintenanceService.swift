import Dispatch
public import FTSCore
public import FTSProtocol
import Synchronization

/// What is done with an index as a whole while it is served: one thing at a time, on a thread of its own.
public final class MaintenanceService: Sendable {
  /// Checks the index in a directory, in a process of its own: a damaged file can end the process that reads it.
  public typealias Check = @Sendable (_ path: String, _ all: Bool) throws -> CheckResponse

  /// Longer than a merge of others takes to end.
  private static let patience = Duration.seconds(60)

  private let path: String
  private let backups: String?
  private let updater: IndexUpdater
  private let check: Check
  private let isBusy = Atomic(false)
  private let thread = DispatchQueue(label: "maintenance")

  /// - Parameters:
  ///   - path: of the index.
  ///   - backups: directory in which backups are made; `nil` where none are.
  ///   - updater: what writes to the index in this process.
  public init(path: String, backups: String?, updater: IndexUpdater, check: @escaping Check) {
    self.path = path
    self.backups = backups
    self.updater = updater
    self.check = check
  }

  /// Verifies that the index is what was written.
  ///
  /// - Throws: `maintenanceUnderWay`, or `indexUnavailable` where the check cannot be begun.
  public func check(_ request: CheckRequest) async throws(Problem) -> CheckResponse {
    try await run { [self] (done) in
      done(Result { () throws(Problem) in try checked(path, all: request.all) })
    }
  }

  /// Copies the last commit to a directory of that name among the backups, and verifies it.
  ///
  /// - Throws: `forbidden` where no backups are made, `invalidParameter` for a name that is none, `backupExists`,
  ///   `maintenanceUnderWay`, `diskFull`, `indexUnavailable` or `indexDamaged`.
  public func backUp(_ name: String, _ request: BackupRequest) async throws(Problem) -> BackupResponse {
    guard let backups else {
      throw Problem(.forbidden, "no backups are made here: the setting backups names no directory for them")
    }
    guard !name.isEmpty, name.utf8.count <= 200, name.utf8.first != UInt8(ascii: "."),
      name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "/") })
    else {
      throw Problem(
        .invalidParameter,
        "a backup is named with up to 200 letters, digits and signs, without / and without . in front")
    }
    return try await run { [self] (done) in
      done(
        Result { () throws(Problem) in
          try backedUp(name, to: backups + "/" + name, replaces: request.replace)
        })
    }
  }

  /// Makes the index one segment in a file without much free space. Changes wait until it is done.
  ///
  /// - Throws: `maintenanceUnderWay`, `writerBusy`, `diskFull`, `indexUnavailable` or `indexDamaged`.
  public func compact(_ request: CompactionRequest) async throws(Problem) -> CompactionResponse {
    try await run { [self] (done) in
      updater.perform { [self] result in
        done(
          Result { () throws(Problem) in
            do throws(IndexError) { try result.get() } catch { throw Problem(error) }
            return try compacted(request)
          })
      }
    }
  }

  /// - Parameter work: calls `done` once, on any thread.
  private func run<Answer: Sendable>(
    _ work: @escaping @Sendable (_ done: @escaping @Sendable (Result<Answer, Problem>) -> Void) -> Void
  ) async throws(Problem) -> Answer {
    guard !isBusy.exchange(true, ordering: .acquiring) else {
      throw Problem(.maintenanceUnderWay, "a check, a backup or a compaction is under way; try again later")
    }
    let result = await withCheckedContinuation { continuation in
      thread.async { work { continuation.resume(returning: $0) } }
    }
    isBusy.store(false, ordering: .releasing)
    return try result.get()
  }

  private func checked(_ path: String, all: Bool) throws(Problem) -> CheckResponse {
    do { return try check(path, all) } catch {
      throw Problem(.indexUnavailable, "the index could not be checked: \(error)")
    }
  }

  private func backedUp(_ name: String, to target: String, replaces: Bool) throws(Problem) -> BackupResponse {
    let start = ContinuousClock.now
    do throws(IndexError) {
      try maintenance.backUp(to: target, replaces: replaces)
      let statistics = try IndexReader(path: target).statistics()
      return BackupResponse(
        name: name, documents: statistics.documents, bytes: statistics.fileBytes,
        generation: statistics.generation, seconds: (ContinuousClock.now - start) / .seconds(1))
    } catch {
      if case .alreadyExists = error {
        throw Problem(.backupExists, "there is a backup named '\(name)'; with replace=true it is replaced")
      }
      throw Problem(error)
    }
  }

  private func compacted(_ request: CompactionRequest) throws(Problem) -> CompactionResponse {
    let start = ContinuousClock.now
    var options = IndexWriter.Options()
    options.wait = Self.patience
    do throws(IndexError) {
      let report = try maintenance.compact(options: options, reorder: request.reorder)
      return CompactionResponse(
        changed: report.hasChanged, before: CompactionResponse.State(report.before),
        after: CompactionResponse.State(report.after), seconds: (ContinuousClock.now - start) / .seconds(1))
    } catch {
      throw Problem(error)
    }
  }

  private var maintenance: IndexMaintenance {
    IndexMaintenance(path: path) { (place) throws(IndexError) in
      let response: CheckResponse
      do { response = try self.check(place, false) } catch { throw .unverified }
      try response.requireSound(at: place)
    }
  }
}

extension CompactionResponse.State {
  init(_ statistics: IndexStatistics) {
    self.init(
      segments: statistics.segments, deleted: statistics.deletedDocuments, bytes: statistics.fileBytes,
      freeBytes: statistics.freeBytes)
  }
}
