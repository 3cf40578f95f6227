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

      Exit status 1 says that an id is not in the index; the others are deleted all the same.
      """)

  @OptionGroup var location: IndexLocation

  @Argument(help: "Ids of documents.")
  var ids: [String]

  func run() throws {
    var unknown: [String] = []
    do {
      // A reader first: deleting must not create an index where there is none.
      let path = try location.path()
      _ = try IndexReader(path: path)
      let writer = try IndexWriter(path: path)
      defer { writer.close() }
      for id in ids where try !writer.delete(id: id) { unknown.append(id) }
      try writer.commit()
    } catch let error as IndexError {
      throw Failure(error)
    }
    guard unknown.isEmpty else {
      let list = unknown.map { "'\(DisplayText.oneLine($0))'" }.joined(separator: ", ")
      throw Failure(.nothingFound, "not in the index: \(list)")
    }
  }
}
