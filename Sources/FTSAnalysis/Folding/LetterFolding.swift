/// Foldings that neither lower-casing nor decomposition gives.
enum LetterFolding {
  /// What full case folding (Unicode's CaseFolding.txt) changes in lower-case letters, beyond what they are compatible
  /// with: folded whether accents are kept or not.
  static let caseVariants: [UInt32: String] = [
    0x00DF: "ss", 0x03C2: "σ", 0x1E9E: "ss", 0x1C80: "в", 0x1C81: "д", 0x1C82: "о", 0x1C83: "с",
    0x1C84: "т", 0x1C85: "т", 0x1C86: "ъ", 0x1C87: "ѣ", 0x1C88: "ꙋ",
  ]

  /// Latin letters that Unicode does not decompose, as those without them on the keyboard write them; folded
  /// with the diacritics. Lower case, since lower-casing comes first.
  static let letters: [UInt32: String] = [
    0x00E6: "ae",  // æ
    0x00F0: "d",  // ð
    0x00F8: "o",  // ø
    0x00FE: "th",  // þ
    0x0111: "d",  // đ
    0x0127: "h",  // ħ
    0x0131: "i",  // ı
    0x0142: "l",  // ł
    0x014B: "n",  // ŋ
    0x0153: "oe",  // œ
    0x0167: "t",  // ŧ
    0x0180: "b",  // ƀ
    0x01E5: "g",  // ǥ
    0x0247: "e",  // ɇ
    0x0268: "i",  // ɨ
  ]

  /// The scalars that either table changes.
  static var sources: [UInt32] { Array(caseVariants.keys) + Array(letters.keys) }

  /// Whether folding drops the scalar: combining marks of general use, Hebrew points and accents, Arabic
  /// vowel signs. Marks that spell sounds, as in Devanagari, Thai or Kana, stay.
  static func isDiacritic(_ code: UInt32) -> Bool {
    switch code {
    case 0x0300...0x036F, 0x0483...0x0487, 0x0591...0x05BD, 0x05BF, 0x05C1, 0x05C2, 0x05C4, 0x05C5, 0x05C7,
      0x0610...0x061A, 0x064B...0x065F, 0x0670, 0x06D6...0x06DC, 0x06DF...0x06E4, 0x06E7, 0x06E8,
      0x06EA...0x06ED, 0x1AB0...0x1ACE, 0x1DC0...0x1DFF, 0x20D0...0x20F0, 0xFE20...0xFE2F:
      true
    default: false
    }
  }

  /// Whether the scalar is never seen and vanishes from every form: soft hyphens, joiners, variation selectors,
  /// direction marks, fillers. Tags stay, since they alone tell some flags apart.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isDefaultIgnorableCodePoint && !(0xE0020...0xE007F ~= scalar.value)
  }
}
