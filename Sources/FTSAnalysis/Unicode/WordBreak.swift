/// The Word_Break property (UAX #29, table 3), as far as ``WordScanner`` distinguishes it.
///
/// Line ends, white space and ExtendNumLet only separate words here and are ``other``; so are ideographs,
/// Hiragana, Thai and all else that the standard gives no class.
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
  /// Occurs in the generated ranges only: ``WordBreakTailoring`` gives each of them another class.
  case midNumericOrLetter
  case singleQuote
  case doubleQuote
  case regionalIndicator

  /// AHLetter of the standard.
  var isLetter: Bool { self == .letter || self == .hebrewLetter }

  /// Whether it is written in a word without being spelled: apostrophes, middle dots, gershayim.
  var isPunctuationInWord: Bool { self == .midLetter || self == .singleQuote || self == .doubleQuote }
}
