import Testing

/// Queries and the documents of `ConformanceCorpus` that each must find, worked out by hand: a line each, the query before
/// the arrow and ids, in the corpus's order, behind it.
enum ConformanceTable {
  /// A line of the table.
  struct Row: CustomTestStringConvertible {
    var query: String
    var ids: [String]

    var testDescription: String { query }
  }

  /// Every line that is no heading.
  static let rows = rows(of: texts) + rows(of: conditions)

  private static func rows(of table: String) -> [Row] {
    table.split(separator: "\n").compactMap { line in
      guard !line.hasPrefix("# "), let arrow = line.lastIndex(of: "→") else { return nil }
      let query = line[..<arrow].drop { $0 == " " }
      return Row(
        query: String(query.dropLast(1)),
        ids: line[line.index(after: arrow)...].split(separator: " ").map(String.init))
    }
  }
}
