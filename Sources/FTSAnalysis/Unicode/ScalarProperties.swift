/// What the tokenizer asks of a scalar, in one byte.
struct ScalarProperties: Equatable {
  var bits: UInt8

  var wordBreak: WordBreak {
    get { WordBreak(rawValue: bits & 0x0F) ?? .other }
    set { bits = bits & 0xF0 | newValue.rawValue }
  }

  /// A letter, a number or an emoji: a segment that contains one is a token.
  var isWordLike: Bool {
    get { bits & 0x10 != 0 }
    set { bits = newValue ? bits | 0x10 : bits & ~0x10 }
  }

  /// Extended_Pictographic of UTS #51.
  var isPictographic: Bool { bits & 0x20 != 0 }

  /// Whether folding may change the scalar, or what stands before it.
  var folds: Bool {
    get { bits & 0x40 != 0 }
    set { bits = newValue ? bits | 0x40 : bits & ~0x40 }
  }

  /// A letter of a script whose words stand side by side (Han, Kana, Thai and its kin), or which attaches to words what
  /// others write apart (Hangul).
  var isUnspaced: Bool {
    get { bits & 0x80 != 0 }
    set { bits = newValue ? bits | 0x80 : bits & ~0x80 }
  }

  /// Whether a segment may begin with the scalar; all else between tokens is skipped.
  var beginsSegment: Bool {
    if isWordLike { return true }
    switch wordBreak {
    case .letter, .hebrewLetter, .katakana, .numeric, .extendNumLet: return true
    default: return false
    }
  }

  /// Whether a form with the scalar in it is no word of a language, and is not stemmed.
  var preventsStemming: Bool {
    let wordBreak = wordBreak
    return isUnspaced || wordBreak == .numeric || wordBreak == .regionalIndicator
      || (isPictographic && isWordLike)
  }
}
