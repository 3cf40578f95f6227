/// Text by others on its way to a terminal.
enum DisplayText {
  /// `text` on one line, without the control characters by which a document could command the
  /// terminal: each becomes a space.
  static func oneLine(_ text: String) -> String { replacingControls(text) { _ in false } }

  /// The same, with the line breaks and tabs kept.
  static func lines(_ text: String) -> String { replacingControls(text) { $0 == "\n" || $0 == "\t" } }

  private static func replacingControls(_ text: String, except isKept: (Unicode.Scalar) -> Bool) -> String {
    guard text.unicodeScalars.contains(where: { isControl($0) && !isKept($0) }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(isControl(scalar) && !isKept(scalar) ? " " : scalar)
    }
    return result
  }

  /// C0, DEL, C1, and the marks that turn the direction of what follows.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Columns that `character` takes: two for the wide ones of East Asia and for emoji.
  static func width(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first, scalar.value >= 0x1100 else { return 1 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// The beginning of a text that fits into so many columns, with `…` where it ends: behind a word, where one does
  /// not take too much of it.
  static func fitting(_ text: String, width: Int) -> String {
    guard self.width(of: text) > width else { return text }
    var head = ""
    var columns = 1
    for character in text {
      columns += self.width(of: character)
      if columns > width { break }
      head.append(character)
    }
    let endsAtWord = text.dropFirst(head.count).first == " "
    if !endsAtWord, let space = head.lastIndex(of: " "), self.width(of: head[..<space]) * 2 >= width {
      head = String(head[..<space])
    }
    return head + "…"
  }

  static func width(of text: some StringProtocol) -> Int { text.reduce(0) { $0 + width(of: $1) } }
}
