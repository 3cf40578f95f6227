/// A part of a text around what is to be shown of it: whole sentences, where they fit, else whole words.
struct TextWindow {
  private(set) var range: Range<Int>
  private let textCount: Int

  /// - Parameters:
  ///   - core: bytes that must be within the window, at most `size` of them; the first is within it in any case.
  ///   - bounds: what the window may show besides; has the core. A text no longer than `size` is shown whole.
  ///   - size: of the window, in bytes, at most.
  init(_ text: Span<UInt8>, around core: Range<Int>, within bounds: Range<Int>, size: Int) {
    textCount = text.count
    guard text.count > size else {
      range = 0..<text.count
      return
    }
    guard bounds.count > size else {
      range = bounds
      return
    }
    var lower = Self.start(text, core, bounds, size)
    let upper = Self.end(text, core, bounds, from: lower, size)
    // Room that is left at the end is for what comes before.
    if upper == bounds.upperBound { lower = Self.earlierStart(text, bounds, lower, upper - size) }
    range = lower..<upper
  }

  func contains(_ part: Range<Int>) -> Bool {
    part.lowerBound >= range.lowerBound && part.upperBound <= range.upperBound
  }

  // MARK: - Its ends

  /// The beginning of the core's sentence if the core fits behind it, else that of a word before the core.
  private static func start(_ text: Span<UInt8>, _ core: Range<Int>, _ bounds: Range<Int>, _ size: Int) -> Int
  {
    let earliest = max(bounds.lowerBound, core.upperBound - size)
    var index = core.lowerBound
    while index >= earliest {
      if index == bounds.lowerBound || SentenceBreaks.isStart(text, index) { return index }
      index -= 1
    }
    // Some words before the core, as many behind it.
    return wordStart(text, max(earliest, core.lowerBound - max(0, size - core.count) / 2), core.lowerBound)
  }

  /// The end of the last sentence that fits in if at least half of the window is used so, else that of the last word.
  private static func end(
    _ text: Span<UInt8>, _ core: Range<Int>, _ bounds: Range<Int>, from lower: Int, _ size: Int
  ) -> Int {
    let latest = lower + size
    if latest >= bounds.upperBound { return bounds.upperBound }
    let least = max(core.upperBound, lower + size / 2)
    var index = latest
    while index >= least {
      if SentenceBreaks.isStart(text, index) { return index }
      index -= 1
    }
    return wordEnd(text, latest, max(core.upperBound, lower + 1))
  }

  /// The first beginning of a sentence from `earliest` on, before `lower`; else, where no sentence begins
  /// at `lower`, that of a word.
  private static func earlierStart(_ text: Span<UInt8>, _ bounds: Range<Int>, _ lower: Int, _ earliest: Int)
    -> Int
  {
    let earliest = max(bounds.lowerBound, earliest)
    if earliest == bounds.lowerBound { return earliest }
    for index in earliest..<max(earliest, lower) where SentenceBreaks.isStart(text, index) { return index }
    return SentenceBreaks.isStart(text, lower) ? lower : wordStart(text, earliest, lower)
  }

  /// The first beginning of a word from `lower` on, up to `upper`, at which one begins.
  private static func wordStart(_ text: Span<UInt8>, _ lower: Int, _ upper: Int) -> Int {
    guard lower < upper else { return upper }
    for index in lower..<upper where isWordStart(text, index) { return index }
    // Where words have no space between them any character begins one.
    for index in lower..<upper where text[index] >= 0xE0 { return index }
    return upper
  }

  private static func isWordStart(_ text: Span<UInt8>, _ index: Int) -> Bool {
    index > 0 && SentenceBreaks.isSpace(text[index - 1]) && !SentenceBreaks.isSpace(text[index])
  }

  /// The last end of a word from `upper` on downwards to `lower`; a word without one is cut between two characters.
  private static func wordEnd(_ text: Span<UInt8>, _ upper: Int, _ lower: Int) -> Int {
    var index = upper
    while index >= lower, !SentenceBreaks.isSpace(text[index]) { index -= 1 }
    if index >= lower, index > (lower + upper) / 2 || text[upper] < 0x80 { return index }
    index = upper
    while index > 0, text[index] & 0xC0 == 0x80 { index -= 1 }
    return index
  }

  // MARK: - Its text

  /// The window's text on one line, white space folded, with the given parts of it marked, of which those outside are
  /// left out. What is quoted has one mark.
  func snippet(
    _ text: Span<UInt8>, highlights: some Sequence<Range<Int>>, _ quotes: QuotedLines
  ) -> Snippet {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count + 8)
    var marks: [Range<Int>] = []
    var pending = highlights.lazy.filter { contains($0) }.makeIterator()
    var next = pending.next()
    var start = 0
    if range.lowerBound > 0 { bytes += Array("… ".utf8) }
    if quotes.isWithinLine(range.lowerBound, text) { bytes += Array("> ".utf8) }
    var index = range.lowerBound
    while index < range.upperBound {
      if let mark = next, index == mark.upperBound {
        marks.append(start..<bytes.count)
        next = pending.next()
      }
      if SentenceBreaks.isSpace(text[index]) {
        if let last = bytes.last, !SentenceBreaks.isSpace(last) { bytes.append(0x20) }
        let isLineEnd = text[index] == UInt8(ascii: "\n")
        index += 1
        if isLineEnd, quotes.contains(index), quotes.contains(index - 1) {
          index = QuotedLines.content(text, of: index)
        }
        continue
      }
      if let mark = next, index == mark.lowerBound { start = bytes.count }
      bytes.append(text[index])
      index += 1
    }
    if let mark = next, mark.upperBound == range.upperBound { marks.append(start..<bytes.count) }
    while let last = bytes.last, SentenceBreaks.isSpace(last) { bytes.removeLast() }
    if range.upperBound < textCount { bytes += Array(" …".utf8) }
    return Snippet(text: String(decoding: bytes, as: UTF8.self), highlights: marks)
  }
}
