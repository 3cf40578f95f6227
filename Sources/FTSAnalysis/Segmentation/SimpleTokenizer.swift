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
      var seen: ASCIIClass = []
      while index < text.count {
        let byteClass = classes[Int(text[index])].intersection(.word)
        if byteClass.isEmpty { break }
        seen.formUnion(byteClass)
        index += 1
      }
      if index == start {
        index += 1
      } else if seen.contains(.upper) {
        form.removeAll()
        form.append(asciiWord: text, start..<index, elisions: [])
        form.withBytes { body($0, start, index) }
      } else {
        body(text.extracting(start..<min(index, start + FormBuffer.limit)), start, index)
      }
    }
  }
}
