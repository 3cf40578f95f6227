/// Rows of text in columns: the first column flush left, the others flush right.
enum Table {
  static func lines(_ rows: [[String]]) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? DisplayText.width(of: $0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - DisplayText.width(of: cell))
        return column == 0 ? cell + padding : padding + cell
      }.joined(separator: "  ")
    }
  }
}
