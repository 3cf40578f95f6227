/// Lines put together as paragraphs with a blank line between them.
struct Paragraphs {
  private(set) var text = ""
  private var isBroken = false

  /// Adds a line without its indentation; a blank one ends the paragraph.
  mutating func add(_ line: String) {
    let line = PlainText.trimmed(line)
    if line.isEmpty {
      isBroken = true
    } else {
      if !text.isEmpty { text += isBroken ? "\n\n" : "\n" }
      text += line
      isBroken = false
    }
  }
}
