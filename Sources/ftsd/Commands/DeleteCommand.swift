import ArgumentParser
import FTSClient
import FTSCore
import FTSProtocol
import FTSService
import FTSWording

/// `ftsd delete`.
struct DeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete documents from the index.",
    discussion: """
        ftsd delete her-spike-jonze-2013
        ftsd delete --query 'author:"Mallory" date:<2012'
        ftsd search spam --json | jq -r '.hits[].id' | xargs ftsd delete
        ftsd delete --erase her-spike-jonze-2013

      What is deleted is found no more, and its bytes go with later merges and writes. With --erase none \
      are left when the command ends: the index is made anew of the documents that stay, in a file of its \
      own, verified, and takes the old one's place. That takes as long as indexing all of them. Backups keep \
      what they have, and what a disk keeps of a removed file is beyond reach. A query is read strictly: what \
      makes no sense in it is an error.

      Exit status 1 says that an id is not in the index, or that nothing matches the query; the others \
      are deleted all the same.
      """)

  @OptionGroup var location: IndexLocation

  @OptionGroup var access: WriterAccess

  @Option(
    help: ArgumentHelp("Have the daemon at this socket delete them.", valueName: "path"), completion: .file())
  var socket: String?

  @Option(help: ArgumentHelp("Delete all documents that match.", valueName: "query"))
  var query: String?

  @Flag(help: "Leave no byte of them in the index.")
  var erase = false

  @Argument(help: ArgumentHelp("Ids of documents.", valueName: "id"))
  var ids: [String] = []

  func validate() throws {
    if ids.isEmpty == (query == nil) {
      throw ValidationError("give ids of documents or --query, one of the two")
    }
    if erase, socket != nil { throw ValidationError("--erase is for the index itself, not for a daemon") }
  }

  func run() throws {
    if let query {
      try delete(matching: DeletionRequest(query: query))
    } else {
      try deleteIDs()
    }
  }

  private func delete(matching request: DeletionRequest) throws {
    let response = try Asking.answer(socket: socket, query: request.query) {
      try write { writer, service in
        DeletionResponse(
          query: request.query, deleted: try writer.delete(matching: service.query(of: request)))
      }
    } daemon: { (client) throws(ClientError) in
      try await client.delete(request)
    }
    guard response.deleted > 0 else { throw Failure(.nothingFound, "nothing matches the query") }
    try StandardOutput.write("Deleted \(NumberText.count(response.deleted, "document"))\n")
  }

  private func deleteIDs() throws {
    let ids = ids
    let unknown = try Asking.answer(socket: socket, query: "") {
      try write { writer, _ in try ids.filter { try !writer.delete(id: $0) } }
    } daemon: { (client) throws(ClientError) in
      var unknown: [String] = []
      for id in ids {
        do throws(ClientError) {
          _ = try await client.delete(id: id)
        } catch {
          guard case .problem(let problem) = error, problem.code == .documentNotFound else { throw error }
          unknown.append(id)
        }
      }
      return unknown
    }
    guard unknown.isEmpty else {
      let list = unknown.map { "'\(DisplayText.oneLine($0))'" }.joined(separator: ", ")
      throw Failure(.nothingFound, "not in the index: \(list)")
    }
  }

  /// Has `body` delete, and commits.
  private func write<Result>(_ body: (IndexWriter, SearchService) throws -> Result) throws -> Result {
    do {
      // A reader first: deleting must not create an index where there is none.
      let path = try location.path()
      let service = SearchService(reader: try IndexReader(path: path))
      let writer = try IndexWriter(path: path, options: access.options)
      defer { writer.close() }
      let result = try body(writer, service)
      try writer.commit()
      if erase {
        writer.close()
        try rebuild(path)
      } else {
        try writer.merge(while: { !Interruption.isRequested })
      }
      return result
    } catch let error as IndexError {
      throw Failure(error)
    }
  }

  /// Makes the index anew of what is left.
  private func rebuild(_ path: String) throws(IndexError) {
    let progress = ProgressLine(isShown: StandardError.isTerminal)
    defer { progress.clear() }
    _ = try IndexMaintenance(path: path, progress: progress).rebuild(allowsLoss: false)
  }
}
