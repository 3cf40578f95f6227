/// Finds the end of a word by the rules of UAX #29 as ``WordBreakTailoring`` changes them, and puts its form
/// together on the way.
struct WordScanner {
  /// What one segment came to.
  enum Outcome {
    /// A token at bytes `start..<end`.
    case token(start: Int, end: Int)
    /// No token up to `end`.
    case skipped(end: Int)
  }

  private let table = ScalarTable.shared
  private let elisions: [[UInt8]]
  private var folder: ScalarFolder

  init(rules: LanguageRules) {
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
    var index = start
    // The class of the last scalar that counts: Extend, Format and ZWJ do not (WB4).
    var previous = WordBreak.other
    var followsJoiner = false
    var indicators = 0
    repeat {
      if tokenStart == nil, properties.isWordLike { tokenStart = index }
      if tokenStart != nil { append(scalar, properties, of: text, at: index, to: &form) }
      switch properties.wordBreak {
      case .extend: followsJoiner = false
      case .zeroWidthJoiner: followsJoiner = true
      case let wordBreak:
        followsJoiner = false
        previous = wordBreak
        indicators = wordBreak == .regionalIndicator ? indicators + 1 : 0
      }
      index += scalar.length
      guard index < text.count else { break }
      scalar = UTF8Scalar(in: text, at: index)
      properties = table[scalar.code]
    } while (followsJoiner && properties.isPictographic)  // WB3c
      || joins(previous, properties.wordBreak, indicators: indicators, in: text, after: index + scalar.length)

    guard let tokenStart, !form.isEmpty else { return .skipped(end: index) }
    return .token(start: tokenStart, end: index)
  }

  /// The class of the scalar at byte `index`.
  func wordBreak(in text: Span<UInt8>, at index: Int) -> WordBreak {
    table[UTF8Scalar(in: text, at: index).code].wordBreak
  }

  /// Whether there is no boundary between a scalar of class `left` and one of class `right` that ends before
  /// byte `index`.
  private func joins(
    _ left: WordBreak, _ right: WordBreak, indicators: Int, in text: Span<UInt8>, after index: Int
  ) -> Bool {
    switch (left, right) {
    case (_, .extend), (_, .zeroWidthJoiner): true  // WB4
    case (.letter, .letter), (.letter, .hebrewLetter), (.hebrewLetter, .letter),
      (.hebrewLetter, .hebrewLetter):
      true  // WB5
    case (.hebrewLetter, .singleQuote): true  // WB7a
    case (.letter, .midLetter), (.hebrewLetter, .midLetter), (.letter, .singleQuote):
      nextClass(in: text, from: index).isLetter  // WB6
    case (.hebrewLetter, .doubleQuote): nextClass(in: text, from: index) == .hebrewLetter  // WB7b
    // What WB6, WB7b or WB12 let in is followed as they asked, and so the rest of those rules is (WB7, WB7c,
    // WB11); after WB7a, which asks nothing, a letter follows by WB7.
    case (.midLetter, let right), (.singleQuote, let right): right.isLetter
    case (.doubleQuote, .hebrewLetter): true
    case (.midNumeric, .numeric): true
    case (.numeric, .numeric), (.letter, .numeric), (.hebrewLetter, .numeric): true  // WB8, WB9
    case (.numeric, .letter), (.numeric, .hebrewLetter): true  // WB10
    case (.numeric, .midNumeric): nextClass(in: text, from: index) == .numeric  // WB12
    case (.katakana, .katakana): true  // WB13
    case (.regionalIndicator, .regionalIndicator): indicators % 2 == 1  // WB15, WB16
    default: false  // WB999
    }
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
