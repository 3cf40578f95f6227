import Testing

@testable import FTSAnalysis

@Suite struct ScalarTableTests {
  private let table = ScalarTable.shared

  /// The scalars that both the tables and this Swift know: those of Unicode 15.0.
  private let known = (0...0x10FFFF).compactMap { Unicode.Scalar(UInt32($0)) }.filter {
    guard let age = $0.properties.age else { return false }
    return age.major < 15 || age == (15, 0)
  }

  @Test("letters and numbers are word-like, marks and spaces are not")
  func wordLike() {
    let attached: Set<WordBreak> = [.extend, .zeroWidthJoiner]
    let wrong = known.filter { scalar in
      let properties = table[scalar.value]
      return switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .decimalNumber, .letterNumber, .otherNumber:
        !properties.isWordLike && !attached.contains(properties.wordBreak)
      case .nonspacingMark, .spacingMark, .enclosingMark, .spaceSeparator, .control, .format,
        .currencySymbol:
        properties.isWordLike
      default: false
      }
    }
    #expect(wrong.map(\.value) == WordBreakTailoring.apostrophes.filter { $0 == 0x02BB || $0 == 0x02BC })
  }

  @Test("what lower-casing changes is marked as folding")
  func folds() {
    let wrong = known.filter {
      table[$0.value].isWordLike && !table[$0.value].folds && String($0) != $0.properties.lowercaseMapping
    }
    #expect(wrong == [])
  }

  @Test("tailored scalars have the class the tailoring gives them, and their neighbours do not")
  func tailoring() {
    for (code, wordBreak) in WordBreakTailoring.classes {
      #expect(table[code].wordBreak == wordBreak)
      #expect(!table[code].isWordLike)
    }
    for code in LetterFolding.sources { #expect(table[code].folds) }
    #expect(table[0x28].wordBreak == .other)
    #expect(table[0x201A].wordBreak == .other)
    #expect(table[0x02BD].wordBreak == .letter)
    let replaced: Set<WordBreak> = [.midNumericOrLetter, .singleQuote, .extendNumLet]
    #expect(!(0...0x10FFFF).contains { replaced.contains(table[$0].wordBreak) })
  }

  @Test("no scalar stands for malformed bytes")
  func invalid() {
    #expect(table[UTF8Scalar.invalid] == ScalarProperties(bits: 0))
  }
}
