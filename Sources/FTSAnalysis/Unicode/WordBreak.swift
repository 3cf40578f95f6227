/// The Word_Break property (UAX #29, table 3), as far as ``WordScanner`` distinguishes it.
///
/// Line ends and white space never are in a word and are ``other``; so are ideographs, Hiragana, Thai and all
/// else that the standard gives no class.
enum WordBreak: UInt8 {
  case other
  /// Extend and Format: belongs to what stands before it.
  case extend
  case zeroWidthJoiner
  case letter
  case hebrewLetter
  case katakana
  case numeric
  case midLetter
  case midNumeric
  /// MidNumLet; in Unicode's own classes only, as `singleQuote` and `extendNumLet` are: ``WordBreakTailoring`` gives each
  /// scalar of these another class.
  case midNumericOrLetter
  case singleQuote
  case doubleQuote
  case regionalIndicator
  case extendNumLet
  /// Not of the standard: the apostrophe of ``WordBreakTailoring``, which joins letters and no digits.
  case apostrophe

  /// AHLetter of the standard.
  var isLetter: Bool { self == .letter || self == .hebrewLetter }

  /// Whether it joins two letters (WB6, WB7): MidLetter, MidNumLetQ.
  var joinsLetters: Bool {
    switch self {
    case .midLetter, .midNumericOrLetter, .singleQuote, .apostrophe: true
    default: false
    }
  }

  /// Whether it joins two digits (WB11, WB12): MidNum, MidNumLetQ.
  var joinsNumbers: Bool {
    switch self {
    case .midNumeric, .midNumericOrLetter, .singleQuote: true
    default: false
    }
  }

  /// Whether an underscore joins it to what follows (WB13a, WB13b).
  var isJoinedByExtendNumLet: Bool { isLetter || self == .numeric || self == .katakana }

  /// Whether it is written in a word without being spelled: apostrophes, middle dots, gershayim.
  var isPunctuationInWord: Bool { self == .midLetter || self == .apostrophe || self == .doubleQuote }
}
