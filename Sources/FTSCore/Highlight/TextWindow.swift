/// A part of a text that begins and ends between words.
struct TextWindow {
  private var range: Range<Int>
  private let textCount: Int

  /// - Parameters:
  ///   - start: byte that must be within the window.
  ///   - lead: how far before `start` the window may begin.
  ///   - size: of the window, about.
  init(_ text: Span<UInt8>, around start: Int, lead: Int, size: Int) {
    textCount = text.count
    // A text that is but a little longer than the window is shown from its beginning.
    let earliest = start + size - lead > text.count ? max(0, text.count - size) : max(0, start - lead)
    let lower = earliest == 0 ? 0 : Self.begin(text, from: earliest, to: start)
    var upper = min(text.count, lower + size)
    if upper < text.count {
      while upper > start, !Self.isSpace(text[upper]) { upper -= 1 }
      // A single word longer than the window is cut, between two characters.
      if upper <= start { upper = Self.characterEnd(text, min(text.count, lower + size)) }
    }
    range = lower..<max(lower, upper)
  }

  func contains(_ part: Range<Int>) -> Bool {
    part.lowerBound >= range.lowerBound && part.upperBound <= range.upperBound
  }

  /// The window's text on one line, white space folded, with the given parts of it marked.
  func snippet(_ text: Span<UInt8>, highlights: some Sequence<Range<Int>>) -> Snippet {
    var bytes: [UInt8] = []
    var marks: [Range<Int>] = []
    var pending = highlights.makeIterator()
    var next = pending.next()
    var start = 0
    if range.lowerBound > 0 { bytes += Array("… ".utf8) }
    for index in range {
      if let mark = next, index == mark.upperBound {
        marks.append(start..<bytes.count)
        next = pending.next()
      }
      if Self.isSpace(text[index]) {
        if let last = bytes.last, !Self.isSpace(last) { bytes.append(0x20) }
        continue
      }
      if let mark = next, index == mark.lowerBound { start = bytes.count }
      bytes.append(text[index])
    }
    if let mark = next, mark.upperBound == range.upperBound { marks.append(start..<bytes.count) }
    while let last = bytes.last, Self.isSpace(last) { bytes.removeLast() }
    if range.upperBound < textCount { bytes += Array(" …".utf8) }
    return Snippet(text: String(decoding: bytes, as: UTF8.self), highlights: marks)
  }

  /// The first beginning of a sentence in the range, else the first of a word, else its start.
  private static func begin(_ text: Span<UInt8>, from lower: Int, to upper: Int) -> Int {
    var word: Int?
    for index in lower..<upper where isSpace(text[index]) && !isSpace(text[index + 1]) {
      if index > 0, isSentenceEnd(text[index - 1]) { return index + 1 }
      if word == nil { word = index + 1 }
    }
    return word ?? upper
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

  private static func isSentenceEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
      || byte == UInt8(ascii: "\n")
  }

  private static func characterEnd(_ text: Span<UInt8>, _ index: Int) -> Int {
    var index = index
    while index < text.count, index > 0, text[index] & 0xC0 == 0x80 { index -= 1 }
    return index
  }
}
