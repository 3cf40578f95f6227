import FTSCore
import FTSQuery

/// The protocol of the search-benchmark-game, a comparison of engines by their authors
/// (github.com/quickwit-oss/search-benchmark-game, CONTRIBUTE.md): a command and a query a line, a
/// number back. The driver measures the time between the two.
struct Game {
  /// The answer to what this engine does not do; the driver leaves such queries out.
  static let unsupported = "UNSUPPORTED"

  private let reader: IndexReader

  init(reader: IndexReader) { self.reader = reader }

  /// The answer to a line of the driver, without its line end.
  ///
  /// - Throws: where the index cannot be read.
  func answer(to line: String) throws(IndexError) -> String {
    guard let tab = line.firstIndex(of: "\t"), let task = GameTask(command: line[..<tab]),
      let query = try? QueryParser.parse(String(line[line.index(after: tab)...])), query != .nothing
    else { return Self.unsupported }
    let ranking = try reader.rank(query, options: task.options)
    // A query of signs alone has no total. Without a count, 1 says that the documents were found.
    return task.counts ? String(ranking.total ?? 0) : "1"
  }
}
