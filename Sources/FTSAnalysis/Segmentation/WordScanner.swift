/// Finds the end of a word by the rules of UAX #29, with the classes of ``WordBreakTailoring``, and puts its form
/// together on the way.
struct WordScanner {
  /// What one segment came to.
  enum Outcome {
    /// A token at bytes `start..<end`.
    case token(start: Int, end: Int)
    /// The same, a character of a script without spaces.
    case character(start: Int, end: Int)
    /// No token up to `end`.
    case skipped(end: Int)
  }

  private let table: ScalarTable
  private let elisions: [[UInt8]]
  private var folder: ScalarFolder

  init(rules: LanguageRules, table: ScalarTable = .shared) {
    self.table = table
    elisions = rules.elisions
    folder = ScalarFolder(stripsDiacritics: rules.foldsBeforeStemming)
  }

  /// Reads one segment, or one scalar that begins none, from byte `start` of `text`, which must lie inside and
  /// begin a scalar. The folded form of a token is left in `form`.
  mutating func scan(_ text: Span<UInt8>, from start: Int, into form: inout FormBuffer) -> Outcome {
    form.removeAll()
    var scalar = UTF8Scalar(in: text, at: start)
    var properties = table[scalar.code]
    guard properties.beginsSegment else { return .skipped(end: start + scalar.length) }

    var tokenStart = properties.isWordLike ? start : nil
    var isUnspaced = properties.isUnspaced
    var index = start
    // The classes of the last two scalars that count: Extend, Format and ZWJ do not (WB4).
    var previous = WordBreak.other
    var beforePrevious = WordBreak.other
    var followsJoiner = false
    var indicators = 0
    repeat {
      if tokenStart == nil, properties.isWordLike {
        tokenStart = index
        isUnspaced = properties.isUnspaced
      }
      if tokenStart != nil { append(scalar, properties, of: text, at: index, to: &form) }
      switch properties.wordBreak {
      case .extend: followsJoiner = false
      case .zeroWidthJoiner: followsJoiner = true
      case let wordBreak:
        followsJoiner = false
        (beforePrevious, previous) = (previous, wordBreak)
        indicators = wordBreak == .regionalIndicator ? indicators + 1 : 0
      }
      index += scalar.length
      guard index < text.count else { break }
      scalar = UTF8Scalar(in: text, at: index)
      properties = table[scalar.code]
    } while (followsJoiner && properties.isPictographic)  // WB3c
      || joins(
        beforePrevious, previous, properties.wordBreak, indicators: indicators, in: text,
        after: index + scalar.length)

    guard let tokenStart, !form.isEmpty else { return .skipped(end: index) }
    return isUnspaced ? .character(start: tokenStart, end: index) : .token(start: tokenStart, end: index)
  }

  /// Whether the scalar at byte `index` is a character of a script without spaces, or begins one.
  func isUnspaced(in text: Span<UInt8>, at index: Int) -> Bool {
    table[UTF8Scalar(in: text, at: index).code].isUnspaced
  }

  /// The class of the scalar at byte `index`.
  func wordBreak(in text: Span<UInt8>, at index: Int) -> WordBreak {
    table[UTF8Scalar(in: text, at: index).code].wordBreak
  }

  /// Whether there is no boundary between a scalar of class `left`, with one of class `before` before it, and one of
  /// class `right` that ends before byte `index`.
  private func joins(
    _ before: WordBreak, _ left: WordBreak, _ right: WordBreak, indicators: Int, in text: Span<UInt8>,
    after index: Int
  ) -> Bool {
    switch (left, right) {
    case (_, .extend), (_, .zeroWidthJoiner): return true  // WB4
    case (.hebrewLetter, .singleQuote), (.hebrewLetter, .apostrophe): return true  // WB7a
    case (.hebrewLetter, .doubleQuote):
      return nextClass(in: text, from: index) == .hebrewLetter  // WB7b
    case (.doubleQuote, .hebrewLetter): return before == .hebrewLetter  // WB7c
    case (.katakana, .katakana): return true  // WB13
    case (.extendNumLet, .extendNumLet): return true  // WB13a
    case (_, .extendNumLet): return left.isJoinedByExtendNumLet  // WB13a
    case (.extendNumLet, _): return right.isJoinedByExtendNumLet  // WB13b
    case (.regionalIndicator, .regionalIndicator): return indicators % 2 == 1  // WB15, WB16
    default: break
    }
    if left.isLetter || left == .numeric {
      if right.isLetter || right == .numeric { return true }  // WB5, WB8 to WB10
      if left.isLetter ? right.joinsLetters : right.joinsNumbers {
        let next = nextClass(in: text, from: index)
        return left.isLetter ? next.isLetter : next == .numeric  // WB6, WB12
      }
    } else if right.isLetter {
      return left.joinsLetters && before.isLetter  // WB7
    } else if right == .numeric {
      return left.joinsNumbers && before == .numeric  // WB11
    }
    return false  // WB999
  }

  /// The class of the first scalar from byte `index` on that counts (WB4).
  private func nextClass(in text: Span<UInt8>, from index: Int) -> WordBreak {
    var index = index
    while index < text.count {
      let scalar = UTF8Scalar(in: text, at: index)
      let wordBreak = table[scalar.code].wordBreak
      if wordBreak != .extend && wordBreak != .zeroWidthJoiner { return wordBreak }
      index += scalar.length
    }
    return .other
  }

  private mutating func append(
    _ scalar: UTF8Scalar, _ properties: ScalarProperties, of text: Span<UInt8>, at index: Int,
    to form: inout FormBuffer
  ) {
    if properties.wordBreak.isPunctuationInWord {
      if WordBreakTailoring.isApostrophe(scalar.code) { form.noteApostrophe(elisions: elisions) }
    } else if properties.folds {
      folder.append(scalar.code, to: &form)
    } else {
      form.append(text, index..<index + scalar.length)
    }
  }
}
