public import FTSCore
import FTSCorpus
import FTSDocument
public import FTSProtocol
import FTSQuery

/// Makes changes of an index out of requests, as `SearchService` makes answers: the one place where what the world asks
/// to be written becomes what the engine writes.
public final class UpdateService: Sendable {
  /// Takes an answer, on whatever thread it comes about.
  public typealias Completion<Response> = @Sendable (Result<Response, Problem>) -> Void

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
  /// - Throws: `invalidDocument` or `overloaded`; `completion` is not called then.
  public func put(
    id: String, body: [UInt8], _ request: UpdateRequest,
    completion: @escaping Completion<UpdateResponse>
  ) throws(Problem) {
    let record: DocumentRecord
    do {
      record = try records.record(body, id: id)
    } catch {
      throw Problem(.invalidDocument, error.reason)
    }
    guard record.document.id == id else {
      throw Problem(.invalidDocument, "the document calls itself '\(record.document.id)', not '\(id)'")
    }
    try submit(.put(record.document), request.durability) { result in
      completion(result.map { UpdateResponse($0, line: nil, id: id, warnings: record.warnings) })
    }
  }

  /// Deletes the document of that id.
  ///
  /// - Throws: `overloaded`; `completion` is not called then. It is given `documentNotFound` where there is none.
  public func delete(
    id: String, _ request: UpdateRequest, completion: @escaping Completion<UpdateResponse>
  ) throws(Problem) {
    try submit(.delete(id: id), request.durability) { result in
      completion(result.map { UpdateResponse($0, line: nil, id: id) })
    }
  }

  /// Deletes all documents that match a query.
  ///
  /// - Throws: `invalidQuery` for one without a word or with something to forgive, `indexUnavailable`, `indexDamaged`
  ///   or `overloaded`; `completion` is not called then.
  public func delete(
    _ request: DeletionRequest, completion: @escaping Completion<DeletionResponse>
  ) throws(Problem) {
    let query = try search.parse(request.query, nil, all: request.all, strict: true)
    do {
      try updater.delete(matching: query) { result in
        completion(
          result.map { DeletionResponse(query: request.query, deleted: $0.count) }.mapError(Problem.init))
      }
    } catch {
      throw Problem(error)
    }
  }

  private func submit(
    _ update: DocumentUpdate, _ durability: Durability,
    completion: @escaping Completion<DocumentUpdate.Outcome>
  ) throws(Problem) {
    do {
      try updater.submit([update], durability: IndexUpdater.Durability(durability)) { result in
        completion(
          result.mapError(Problem.init).flatMap { outcomes in
            switch outcomes[0] {
            case .refused(let error): .failure(Problem(error))
            case .notFound: .failure(Problem(.documentNotFound, "no document has the id '\(update.id)'"))
            case let outcome: .success(outcome)
            }
          })
      }
    } catch {
      throw Problem(error)
    }
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
