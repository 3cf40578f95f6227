/// A passage broken into lines, the words that matched marked in it.
struct Paragraph {
  let text: String
  /// Ranges of `text` in UTF-8 bytes, ascending.
  let highlights: [Range<Int>]

  /// The lines, each no wider than `width` where no single word is.
  func lines(width: Int?, on terminal: Terminal) -> [String] {
    var lines: [String] = []
    var line = ""
    var column = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      let wordWidth = DisplayText.width(of: word)
      if let width, column > 0, column + 1 + wordWidth > width {
        lines.append(line)
        (line, column) = ("", 0)
      }
      if column > 0 {
        line += " "
        column += 1
      }
      line += marked(word, on: terminal)
      column += wordWidth
    }
    if column > 0 { lines.append(line) }
    return lines
  }

  /// `word` with the parts of it that matched in the style of a match.
  private func marked(_ word: Substring, on terminal: Terminal) -> String {
    let utf8 = text.utf8
    let start = utf8.distance(from: utf8.startIndex, to: word.startIndex)
    let end = start + word.utf8.count
    var result = ""
    var position = start
    for highlight in highlights where highlight.upperBound > start && highlight.lowerBound < end {
      let from = max(position, highlight.lowerBound)
      let to = min(end, highlight.upperBound)
      guard from < to else { continue }
      result += slice(position..<from) + TextStyle.match.applied(to: slice(from..<to), on: terminal)
      position = to
    }
    return result + slice(position..<end)
  }

  private func slice(_ range: Range<Int>) -> String {
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    return DisplayText.oneLine(String(text[start..<utf8.index(start, offsetBy: range.count)]))
  }
}
