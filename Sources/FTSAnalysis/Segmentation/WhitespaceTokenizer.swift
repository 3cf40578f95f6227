/// The tokens of the `whitespace` analyzer: what stands between white space and control characters
/// of ASCII and bytes that are not UTF-8, as it is.
enum WhitespaceTokenizer {
  static func forEachToken(
    in text: Span<UInt8>, _ body: (_ form: Span<UInt8>, _ start: Int, _ end: Int) -> Void
  ) {
    var index = 0
    while index < text.count {
      let start = index
      // Of the form, which is cut between scalars.
      var formEnd = start
      while index < text.count, let length = length(in: text, at: index) {
        index += length
        if index - start <= FormBuffer.limit { formEnd = index }
      }
      if index > start {
        body(text.extracting(start..<formEnd), start, index)
      } else {
        index += 1
      }
    }
  }

  /// Bytes of the scalar that stands there; `nil` where it separates words.
  private static func length(in text: Span<UInt8>, at index: Int) -> Int? {
    let byte = text[index]
    if byte < 0x80 { return byte <= 0x20 ? nil : 1 }
    let scalar = UTF8Scalar(in: text, at: index)
    return scalar.code == UTF8Scalar.invalid ? nil : scalar.length
  }
}
