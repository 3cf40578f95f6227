/// The tokens of all analyzers but `simple`: ASCII words by a scan over bytes, all else by ``WordScanner``.
struct WordTokenizer {
  /// How the fast path leaves a word that begins with an ASCII letter or digit.
  private enum Scan {
    /// The word ends at byte `end`; `seen` are the classes of its bytes.
    case word(end: Int, seen: ASCIIClass)
    /// What is not ASCII stands at its end and may belong to it.
    case undecided
  }

  private let rules: LanguageRules
  private var scanner: WordScanner
  private var form = FormBuffer()
  /// Two characters of a script without spaces.
  private var pair = FormBuffer()

  init(rules: LanguageRules) {
    self.rules = rules
    scanner = WordScanner(rules: rules)
  }

  /// As ``Tokenizer/forEachToken(in:_:)``.
  mutating func forEachToken(
    in text: Span<UInt8>, _ body: (_ form: Span<UInt8>, _ start: Int, _ end: Int) -> Void
  ) {
    let classes = ASCIIClass.table
    var index = 0
    while index < text.count {
      let byteClass = classes[Int(text[index])]
      if byteClass.isDisjoint(with: [.word, .beyond]) {
        index += 1
      } else if !byteClass.contains(.beyond),
        case let .word(end, seen) = scanASCIIWord(in: text, from: index, classes)
      {
        if seen.isDisjoint(with: [.upper, .apostrophe]) {
          body(text.extracting(index..<min(end, index + FormBuffer.limit)), index, end)
        } else {
          form.removeAll()
          form.append(asciiWord: text, index..<end, elisions: rules.elisions)
          if rules.stripsPossessive { form.stripPossessive() }
          form.withBytes { body($0, index, end) }
        }
        index = end
      } else {
        index = scanSegment(in: text, from: index, body)
      }
    }
  }

  /// The same tokens by ``WordScanner`` alone, which the fast path must agree with.
  mutating func forEachTokenWithoutFastPath(
    in text: Span<UInt8>, _ body: (_ form: Span<UInt8>, _ start: Int, _ end: Int) -> Void
  ) {
    var index = 0
    while index < text.count { index = scanSegment(in: text, from: index, body) }
  }

  /// Reads one segment by ``WordScanner`` and returns where it ends.
  private mutating func scanSegment(
    in text: Span<UInt8>, from index: Int, _ body: (_ form: Span<UInt8>, _ start: Int, _ end: Int) -> Void
  ) -> Int {
    switch scanner.scan(text, from: index, into: &form) {
    case let .token(start, end):
      if rules.stripsPossessive { form.stripPossessive() }
      form.withBytes { body($0, start, end) }
      return end
    case let .character(start, end):
      return scanRun(in: text, start, end, body)
    case let .skipped(end):
      return end
    }
  }

  /// Reads a run of characters of scripts without spaces, of which the first, bytes `start..<end`, has just been read,
  /// and returns where it ends.
  ///
  /// Each is a token together with the one that follows, the last one alone: so words are found wherever they stand in
  /// the run, by their pairs in a row, and a single character by the tokens that begin with it.
  private mutating func scanRun(
    in text: Span<UInt8>, _ start: Int, _ end: Int,
    _ body: (_ form: Span<UInt8>, _ start: Int, _ end: Int) -> Void
  ) -> Int {
    var (start, end) = (start, end)
    while true {
      pair.removeAll()
      pair.append(form)
      guard end < text.count, scanner.isUnspaced(in: text, at: end),
        case let .character(nextStart, nextEnd) = scanner.scan(text, from: end, into: &form)
      else {
        pair.withBytes { body($0, start, end) }
        return end
      }
      pair.append(form)
      pair.withBytes { body($0, start, nextEnd) }
      (start, end) = (nextStart, nextEnd)
    }
  }

  /// Reads a word whose first byte, at `start`, is an ASCII letter or digit.
  @inline(__always)
  private func scanASCIIWord(
    in text: Span<UInt8>, from start: Int, _ classes: [ASCIIClass]
  ) -> Scan {
    var index = start
    var last: ASCIIClass = []
    var seen: ASCIIClass = []
    while index < text.count {
      if index + ASCIILetterRun.width <= text.count {
        let run = ASCIILetterRun(in: text, at: index)
        if run.count > 0 {
          last = .letter
          if run.hasUpper { seen.formUnion(.upper) }
          index += run.count
          if run.count == ASCIILetterRun.width { continue }
        }
      }
      let byteClass = classes[Int(text[index])]
      if byteClass.isDisjoint(with: .word) {
        let joined: ASCIIClass
        if byteClass.contains(.beyond) {
          return mayContinue(in: text, at: index) ? .undecided : .word(end: index, seen: seen)
        } else if byteClass.contains(.apostrophe), !last.isDisjoint(with: .letter) {
          joined = .letter
        } else if byteClass.contains(.numericJoiner), last.contains(.digit) {
          joined = .digit
        } else {
          break
        }
        guard index + 1 < text.count else { break }
        let next = classes[Int(text[index + 1])]
        if next.contains(.beyond) { return .undecided }
        if next.isDisjoint(with: joined) { break }
      }
      seen.formUnion(byteClass)
      last = byteClass
      index += 1
    }
    return .word(end: index, seen: seen)
  }

  /// Whether the scalar at `index`, which is not ASCII, may belong to the word before it.
  private func mayContinue(in text: Span<UInt8>, at index: Int) -> Bool {
    scanner.wordBreak(in: text, at: index) != .other
  }
}
