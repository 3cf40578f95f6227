import ArgumentParser
import FTSCore

/// `ftsd delete`.
struct DeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete documents from the index.",
    discussion: """
        ftsd delete her-spike-jonze-2013
        ftsd search spam --json | jq -r '.hits[].id' | xargs ftsd delete
        ftsd delete --erase her-spike-jonze-2013

      What is deleted is found no more, and its bytes go with later merges and writes. With --erase none \
      are left when the command ends: the index is made anew of the documents that stay, in a file of its \
      own, verified, and takes the old one's place. That takes as long as indexing all of them. Backups keep \
      what they have, and what a disk keeps of a removed file is beyond reach.

      Exit status 1 says that an id is not in the index; the others are deleted all the same.
      """)

  @OptionGroup var location: IndexLocation

  @OptionGroup var access: WriterAccess

  @Flag(help: "Leave no byte of them in the index.")
  var erase = false

  @Argument(help: "Ids of documents.")
  var ids: [String]

  func run() throws {
    let path = try location.path()
    var unknown: [String] = []
    do throws(IndexError) {
      unknown = try delete(path)
      if erase {
        let progress = ProgressLine(isShown: StandardError.isTerminal)
        defer { progress.clear() }
        _ = try IndexMaintenance(path: path, progress: progress).rebuild(allowsLoss: false)
      }
    } catch {
      throw Failure(error)
    }
    guard unknown.isEmpty else {
      let list = unknown.map { "'\(DisplayText.oneLine($0))'" }.joined(separator: ", ")
      throw Failure(.nothingFound, "not in the index: \(list)")
    }
  }

  /// Returns the ids that are not in the index.
  private func delete(_ path: String) throws(IndexError) -> [String] {
    // A reader first: deleting must not create an index where there is none.
    _ = try IndexReader(path: path)
    let writer = try IndexWriter(path: path, options: access.options)
    defer { writer.close() }
    var unknown: [String] = []
    for id in ids where try !writer.delete(id: id) { unknown.append(id) }
    try writer.commit()
    try writer.merge(while: { !Interruption.isRequested })
    return unknown
  }
}
