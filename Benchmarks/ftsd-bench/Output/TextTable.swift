/// Rows of text in columns: the first flush left, as all named so are, the others flush right.
struct TextTable {
  private let leftColumns: Set<Int>
  private var rows: [[String]] = []

  /// - Parameter leftColumns: those flush left beside the first.
  init(leftColumns: Set<Int> = []) { self.leftColumns = leftColumns.union([0]) }

  mutating func append(_ row: [String]) { rows.append(row) }

  /// The rows, one a line, without white space at their ends.
  var text: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let line = row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return leftColumns.contains(column) ? cell + padding : padding + cell
      }.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}
