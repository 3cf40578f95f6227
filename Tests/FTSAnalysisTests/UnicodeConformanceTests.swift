import FTSTestSupport
import Foundation
import Testing

@testable import FTSAnalysis

/// The conformance data of Unicode: words by UAX #29, equivalent texts by UAX #15, case folding.
@Suite struct UnicodeConformanceTests {
  private typealias Database = UnicodeCharacterDatabase

  private static let wordBreakFile = "auxiliary/WordBreakTest.txt"
  private static let normalizationFile = "NormalizationTest.txt"
  private static let caseFoldingFile = "CaseFolding.txt"

  /// Forms by a language that keeps accents.
  private static func forms(_ text: String) -> [[UInt8]] {
    FTSAnalysisTests.forms(Array(text.utf8), by: "german").map { Array($0.form.utf8) }
  }

  private static func isComposed(_ form: [UInt8]) -> Bool {
    String(decoding: form, as: UTF8.self).precomposedStringWithCanonicalMapping.utf8.elementsEqual(form)
  }

  @Test(
    "with the standard's classes the words are those of WordBreakTest.txt",
    .enabled(if: Database.has(wordBreakFile), Database.absence))
  func wordBreaks() throws {
    let table = ScalarTable { $0 }
    var tokens = 0
    let lines = try Database.lines(of: Self.wordBreakFile)
    for line in lines {
      var text: [UInt8] = []
      var expected: [Range<Int>] = []
      for segment in line.split(separator: "÷") {
        var start: Int?
        for scalar in Database.text(ofCodes: segment.filter { $0 != "×" }).unicodeScalars {
          if start == nil, table[scalar.value].isWordLike { start = text.count }
          text += Array(String(scalar).utf8)
        }
        if let start { expected.append(start..<text.count) }
      }
      var scanner = WordScanner(rules: LanguageRules(languages: ["german"]), table: table)
      var form = FormBuffer()
      var found: [Range<Int>] = []
      var index = 0
      while index < text.count {
        switch scanner.scan(text.span, from: index, into: &form) {
        case .token(let start, let end), .character(let start, let end):
          found.append(start..<end)
          index = end
        case .skipped(let end): index = end
        }
      }
      #expect(found == expected, "\(line)")
      tokens += expected.count
    }
    #expect(lines.count >= 1_800 && tokens >= 1_000)
  }

  /// Where a text and what it is compatible with have other forms: the latter has several words, or begins with a mark;
  /// emoji, signs of currencies, trade marks and service marks are no text.
  private static func isKept(_ text: String, _ compatible: String) -> Bool {
    forms(compatible).count != 1
      || text.unicodeScalars.contains {
        $0.properties.isEmojiPresentation || $0.properties.generalCategory == .currencySymbol || $0 == "™"
          || $0 == "℠"
      }
      || compatible.unicodeScalars.first?.properties.isGraphemeExtend ?? true
  }

  @Test(
    "equivalent texts of NormalizationTest.txt have the same forms, and these are in normal form C",
    .enabled(if: Database.has(normalizationFile), Database.absence))
  func normalization() throws {
    var canonical = 0
    var compatible = 0
    for line in try Database.lines(of: Self.normalizationFile) {
      let columns = line.split(separator: ";").prefix(5).map { Database.text(ofCodes: $0) }
      try #require(columns.count == 5)
      let forms = columns.map(Self.forms)
      #expect(forms[0] == forms[1] && forms[0] == forms[2], "\(line)")
      #expect(forms[3] == forms[4], "\(line)")
      if !forms[0].isEmpty { canonical += 1 }
      for form in forms[0] {
        #expect(Self.isComposed(form), "\(line)")
      }
      if columns[3].utf8.elementsEqual(columns[1].utf8) || Self.isKept(columns[0], columns[3]) { continue }
      #expect(forms[0] == forms[3], "\(line)")
      compatible += 1
    }
    #expect(canonical >= 15_000 && compatible >= 2_500, "\(canonical), \(compatible)")
  }

  @Test(
    "what CaseFolding.txt folds fully has the same forms",
    .enabled(if: Database.has(caseFoldingFile), Database.absence))
  func caseFolding() throws {
    var folded = 0
    for line in try Database.lines(of: Self.caseFoldingFile) {
      let parts = line.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      guard parts.count >= 3, parts[1] == "C" || parts[1] == "F" else { continue }
      let (text, folding) = (Database.text(ofCodes: parts[0]), Database.text(ofCodes: parts[2]))
      // The iota that Greek writes below a letter is a mark to us.
      if text.decomposedStringWithCanonicalMapping.unicodeScalars.contains("\u{345}") {
        continue
      }
      #expect(Self.forms(text) == Self.forms(folding), "\(line)")
      if !Self.forms(text).isEmpty { folded += 1 }
    }
    #expect(folded >= 1_400, "\(folded)")
  }

  @Test("forms are in normal form C, and the same for all canonically equivalent texts", arguments: Seeds.all)
  func canonicalEquivalence(seed: UInt64) {
    // Marks of many classes, and letters that compose with them.
    let marks = Array(
      "\u{300}\u{301}\u{302}\u{307}\u{308}\u{315}\u{31B}\u{323}\u{327}\u{328}\u{338}\u{345}\u{5AE}\u{5B0}\u{64B}\u{655}\u{93C}\u{94D}\u{9BE}\u{3099}"
        .unicodeScalars)
    let letters = Array("aeiIİıịoOuUsSdDα\u{1F00}אا한가かΩক\u{9C7}क\u{1112}\u{1161}\u{11AB}Ḋệǭ ".unicodeScalars)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...14, using: &generator) {
        text.append((Bool.random(using: &generator) ? marks : letters).randomElement(using: &generator)!)
      }
      let composed = String(text).precomposedStringWithCanonicalMapping
      let decomposed = String(text).decomposedStringWithCanonicalMapping
      let found = Self.forms(String(text))
      #expect(found == Self.forms(composed), "seed \(seed): \(text.map(\.value))")
      #expect(found == Self.forms(decomposed), "seed \(seed): \(text.map(\.value))")
      #expect(found.allSatisfy(Self.isComposed), "seed \(seed): \(text.map(\.value))")
    }
  }
}
