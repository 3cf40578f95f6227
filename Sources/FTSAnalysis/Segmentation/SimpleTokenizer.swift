/// The tokens of the `simple` analyzer: maximal runs of ASCII letters and digits, lower-cased.
struct SimpleTokenizer {
  private var form = FormBuffer()

  mutating func forEachToken(
    in text: Span<UInt8>, _ body: (_ form: Span<UInt8>, _ start: Int, _ end: Int) -> Void
  ) {
    let classes = ASCIIClass.table
    var index = 0
    while index < text.count {
      let start = index
      let hasUpper = skipWord(in: text, at: &index, classes)
      if index == start {
        index += 1
      } else if hasUpper {
        form.removeAll()
        form.append(asciiWord: text, start..<index, elisions: [])
        form.withBytes { body($0, start, index) }
      } else {
        body(text.extracting(start..<min(index, start + FormBuffer.limit)), start, index)
      }
    }
  }

  /// Moves `index` past the letters and digits that stand there; true where one of them is upper case.
  @inline(__always)
  private func skipWord(in text: Span<UInt8>, at index: inout Int, _ classes: [ASCIIClass]) -> Bool {
    var hasUpper = false
    while index < text.count {
      if index + ASCIILetterRun.width <= text.count {
        let run = ASCIILetterRun(in: text, at: index)
        if run.count > 0, run.hasUpper { hasUpper = true }
        index += run.count
        if run.count == ASCIILetterRun.width { continue }
      }
      let byteClass = classes[Int(text[index])]
      if byteClass.isDisjoint(with: .word) { break }
      if byteClass.contains(.upper) { hasUpper = true }
      index += 1
    }
    return hasUpper
  }
}
