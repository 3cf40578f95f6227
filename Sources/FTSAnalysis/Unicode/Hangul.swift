/// Hangul syllables, composed by arithmetic (Unicode Standard, section 3.12).
enum Hangul {
  /// The vowels and consonants that follow the first letter of a syllable.
  static let trailing: [ClosedRange<UInt32>] = [0x1160...0x11FF, 0xD7B0...0xD7C6, 0xD7CB...0xD7FB]

  /// What stands for a missing letter and is not seen.
  static let fillers: [UInt32] = [0x115F, 0x1160, 0x3164, 0xFFA0]

  private static let leadingBase: UInt32 = 0x1100
  private static let leadingCount: UInt32 = 19
  private static let vowelBase: UInt32 = 0x1161
  private static let vowelCount: UInt32 = 21
  /// One before the first trailing consonant.
  private static let trailingBase: UInt32 = 0x11A7
  private static let trailingCount: UInt32 = 28
  private static let syllableBase: UInt32 = 0xAC00
  private static let syllableCount = leadingCount * vowelCount * trailingCount

  /// The syllable of a leading consonant and a vowel, or of an open syllable and a trailing consonant.
  static func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
    let leading = first &- leadingBase
    let vowel = second &- vowelBase
    if leading < leadingCount, vowel < vowelCount {
      return syllableBase + (leading * vowelCount + vowel) * trailingCount
    }
    let syllable = first &- syllableBase
    let trailing = second &- trailingBase
    if syllable < syllableCount, syllable % trailingCount == 0, 1..<trailingCount ~= trailing {
      return first + trailing
    }
    return nil
  }

  /// Whether the scalar is a vowel or trailing consonant that may complete a syllable.
  static func isTrailing(_ code: UInt32) -> Bool {
    code &- vowelBase < vowelCount || 1..<trailingCount ~= code &- trailingBase
  }
}
