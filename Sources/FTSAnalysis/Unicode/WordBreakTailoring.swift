/// Where ftsd departs from the word boundaries of UAX #29, all in one place.
///
/// The standard is made for selecting words in an editor; these changes are for finding them.
///
/// - Only apostrophes (and the middle dot of Catalan, the gershayim of Hebrew) join letters. The full stop and
///   the colon do not (WB6, WB7): "end.Start" and "http:foo" are two words each.
/// - Apostrophes do not join digits (WB11, WB12): "5'10" is two numbers. Full stop, comma and semicolon do.
/// - The underscore and its kin (ExtendNumLet, WB13a, WB13b) separate: "snake_case" is two words.
/// - The modifier apostrophe U+02BC, the ʻokina U+02BB and the prime U+2032 are apostrophes.
/// - A token begins at the first letter, number or emoji of its segment.
/// - Katakana and Hangul do not join each other or anything else (WB5, WB9, WB10, WB13): as with ideographs, hiragana and
///   Thai, each letter is a segment of its own, of which ``WordTokenizer`` makes pairs. What completes a Hangul syllable is
///   a mark on its first letter.
///
/// All of it is a matter of classes: with those of the standard ``WordScanner`` finds the standard's words. White space
/// never is in a token, so that WB3 to WB3d need no code beyond emoji sequences (WB3c).
enum WordBreakTailoring {
  /// The scalars whose class differs from the standard's, ExtendNumLet apart.
  static let classes: [(code: UInt32, wordBreak: WordBreak)] =
    [(0x27, .apostrophe)] + apostrophes.map { ($0, .midLetter) } + fullStops.map { ($0, .midNumeric) }
    + colons.map { ($0, .other) } + Hangul.fillers.map { ($0, .extend) }

  /// The properties of a scalar that is none of ``classes``.
  static func tailored(_ properties: ScalarProperties) -> ScalarProperties {
    var properties = properties
    if properties.wordBreak == .extendNumLet || properties.isUnspaced { properties.wordBreak = .other }
    return properties
  }

  /// Apostrophes other than U+0027, which after a Hebrew letter is a part of the word (WB7a): ʻ ʼ ‘ ’ ′ ＇
  static let apostrophes: [UInt32] = [0x02BB, 0x02BC, 0x2018, 0x2019, 0x2032, 0xFF07]

  /// Whether forms leave the scalar out for an apostrophe, which elisions and possessives are told by.
  static func isApostrophe(_ code: UInt32) -> Bool { code == 0x27 || apostrophes.contains(code) }

  private static let fullStops: [UInt32] = [0x002E, 0x2024, 0xFE52, 0xFF0E]

  private static let colons: [UInt32] = [0x003A, 0xFE13, 0xFE55, 0xFF1A]
}
