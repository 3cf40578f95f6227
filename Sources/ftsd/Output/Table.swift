/// Rows of text in columns: the first column flush left, the others flush right.
enum Table {
  /// The least room that is left to the first column.
  private static let leastRoom = 8

  /// - Parameter width: of the lines; what has no room in its first column stands above its row. `nil` for any.
  static func lines(_ rows: [[String]], width: Int? = nil) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    var widths = (0..<columns).map { column in
      rows.map { column < $0.count ? DisplayText.width(of: $0[column]) : 0 }.max() ?? 0
    }
    if let width, columns > 0 {
      let room = max(leastRoom, width - widths.dropFirst().reduce(0) { $0 + $1 + 2 })
      widths[0] = rows.compactMap(\.first).map { DisplayText.width(of: $0) }.filter { $0 <= room }.max() ?? 0
    }
    return rows.flatMap { row in
      var row = row
      var lines: [String] = []
      if let first = row.first, DisplayText.width(of: first) > widths[0] {
        lines = Paragraph(text: first, highlights: []).lines(width: width, on: .none)
        row[0] = ""
      }
      let cells = row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - DisplayText.width(of: cell))
        return column == 0 ? cell + padding : padding + cell
      }
      return lines + [cells.joined(separator: "  ")]
    }
  }
}
