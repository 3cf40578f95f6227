/// A place in a query, shown by a caret below it.
enum QueryExcerpt {
  private static let indent = "  "
  /// Characters shown before and after the place.
  private static let before = 40
  private static let after = 30

  /// Two lines: the query around the place, and the caret. None where there is nothing to show.
  ///
  /// - Parameter position: in UTF-8 bytes of the query.
  static func lines(_ query: String, position: Int) -> [String] {
    guard query.contains(where: { !$0.isWhitespace }) else { return [] }
    let place = query.utf8.index(query.startIndex, offsetBy: position, limitedBy: query.endIndex)
    // A position within a character is that of the character.
    let (head, tail) = (query[..<(place ?? query.endIndex)], query[(place ?? query.endIndex)...])
    let shownHead = (head.count > before ? "…" : "") + DisplayText.oneLine(String(head.suffix(before)))
    let shownTail = DisplayText.oneLine(String(tail.prefix(after))) + (tail.count > after ? "…" : "")
    return [
      indent + shownHead + shownTail,
      indent + String(repeating: " ", count: DisplayText.width(of: shownHead)) + "^",
    ]
  }
}
