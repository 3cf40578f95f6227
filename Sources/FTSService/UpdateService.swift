public import FTSCore
import FTSCorpus
import FTSDocument
public import FTSProtocol
import FTSQuery

/// Makes changes of an index out of requests, as `SearchService` makes answers: the one place where what the world asks
/// to be written becomes what the engine writes.
public final class UpdateService: Sendable {
  let updater: IndexUpdater
  private let search: SearchService
  let records = RecordReader()

  /// Writes through `updater`.
  ///
  /// - Parameter search: of the same index; it knows what a query means there.
  public init(updater: IndexUpdater, search: SearchService) {
    self.updater = updater
    self.search = search
  }

  /// Writes what waits, and ends.
  public func close() { updater.close() }

  /// Adds the document that a JSON object describes, or replaces the one of that id.
  ///
  /// - Parameters:
  ///   - id: its id; the object may repeat it.
  ///   - body: the object, as a line of JSON Lines has it.
  /// - Returns: what became of it, once it is as durable as `request` says.
  /// - Throws: `invalidDocument`, `overloaded`, `writerBusy`, `diskFull`, `indexUnavailable` or `indexDamaged`.
  public func put(
    id: String, body: [UInt8], _ request: UpdateRequest
  ) async throws(Problem) -> UpdateResponse {
    let record: DocumentRecord
    do {
      record = try records.record(body, id: id)
    } catch {
      throw Problem(.invalidDocument, error.reason)
    }
    guard record.document.id == id else {
      throw Problem(.invalidDocument, "the document calls itself '\(record.document.id)', not '\(id)'")
    }
    let outcome = try await submit(.put(record.document), request.durability)
    return UpdateResponse(outcome, line: nil, id: id, warnings: record.warnings)
  }

  /// Deletes the document of that id.
  ///
  /// - Throws: `documentNotFound`, or as `put`.
  public func delete(id: String, _ request: UpdateRequest) async throws(Problem) -> UpdateResponse {
    UpdateResponse(try await submit(.delete(id: id), request.durability), line: nil, id: id)
  }

  /// Deletes all documents that match a query.
  ///
  /// - Throws: `invalidQuery` for one without a word or with something to forgive, or as `put`.
  public func delete(_ request: DeletionRequest) async throws(Problem) -> DeletionResponse {
    let query = try search.query(of: request)
    let outcomes = try await outcomes { (completion) throws(IndexError) in
      try updater.delete(matching: query, completion: completion)
    }
    return DeletionResponse(query: request.query, deleted: outcomes.count)
  }

  /// Begins to write documents that arrive as NDJSON.
  ///
  /// - Throws: `overloaded`.
  public func upload(_ request: UpdateRequest) throws(Problem) -> DocumentUpload {
    guard updater.hasRoom else { throw Problem(IndexError.overloaded) }
    return DocumentUpload(self, request)
  }

  private func submit(
    _ update: DocumentUpdate, _ durability: Durability
  ) async throws(Problem) -> DocumentUpdate.Outcome {
    let outcomes = try await outcomes { (completion) throws(IndexError) in
      try updater.submit(
        [update], durability: IndexUpdater.Durability(durability), completion: completion)
    }
    switch outcomes[0] {
    case .refused(let error): throw Problem(error)
    case .notFound: throw Problem(.documentNotFound, "no document has the id '\(update.id)'")
    case let outcome: return outcome
    }
  }

  private func outcomes(
    _ submit: (@escaping IndexUpdater.Completion) throws(IndexError) -> Void
  ) async throws(Problem) -> [DocumentUpdate.Outcome] {
    let result: Result<[DocumentUpdate.Outcome], IndexError> = await withCheckedContinuation { continuation in
      do throws(IndexError) {
        try submit { continuation.resume(returning: $0) }
      } catch {
        continuation.resume(returning: .failure(error))
      }
    }
    do { return try result.get() } catch { throw Problem(error) }
  }
}

extension IndexUpdater.Durability {
  init(_ durability: Durability) {
    self =
      switch durability {
      case .synced: .synced
      case .deferred: .deferred
      }
  }
}

extension UpdateResponse {
  init(_ outcome: DocumentUpdate.Outcome, line: Int?, id: String, warnings: [String] = []) {
    let status: Status
    var problem: Problem?
    switch outcome {
    case .created: status = .created
    case .updated: status = .updated
    case .deleted: status = .deleted
    case .accepted: status = .accepted
    case .notFound:
      status = .error
      problem = Problem(.documentNotFound, "no document has the id '\(id)'")
    case .refused(let error):
      status = .error
      problem = Problem(error)
    }
    self.init(line: line, id: id, status: status, warnings: warnings, problem: problem)
  }
}
