import FTSAnalysis
import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct VocabularyTests {
  /// A word of few letters, so that words come again, and of lengths on both sides of what fits a key.
  private static func word(_ generator: inout SeededGenerator) -> String {
    let length =
      generator.chance(0.9) ? generator.number(1...FormKey.capacity + 2) : generator.number(1...300)
    let letters = Array(generator.chance(0.7) ? "ab" : "abcdefghijklmnopqrstuvwxyz0123456789")
    return String((0..<length).map { _ in letters.randomElement(using: &generator) ?? "a" })
  }

  @Test(arguments: Seeds.all, ["simple", "english"])
  func numbersTermsLikeADictionary(seed: UInt64, name: String) throws {
    var generator = SeededGenerator(seed: seed)
    let analyzer = try #require(Analyzer.named(name))
    let tokenizer = analyzer.makeTokenizer()
    var vocabulary = Vocabulary()
    var tokens: [UInt32] = []
    var expected: [String] = []
    var occurrences: [String: UInt32] = [:]
    for _ in 0..<60 {
      let text = (0..<generator.number(0...3_000)).map { _ in Self.word(&generator) }.joined(separator: " ")
      var forms: [[UInt8]] = []
      tokenizer.forEachToken(in: text.utf8.span) { form, _, _ in
        forms.append(form.indices.map { form[$0] })
        if vocabulary.gather(form, tokenizer) { vocabulary.resolve(tokenizer, into: &tokens) }
      }
      vocabulary.resolve(tokenizer, into: &tokens)
      let terms = analyzer.tokens(in: text).map(\.term)
      expected += terms
      for term in terms { occurrences[term, default: 0] += 1 }
      for (form, term) in zip(forms, terms).prefix(20) {
        let number = vocabulary.termNumber(of: form.span, tokenizer)
        #expect(vocabulary.terms.string(Int(number)) == Array(term.utf8), "seed \(seed)")
      }
    }
    let strings = (0..<vocabulary.terms.count).map {
      String(decoding: vocabulary.terms.string($0), as: UTF8.self)
    }
    #expect(tokens.map { strings[Int($0)] } == expected, "seed \(seed)")
    #expect(Set(strings).count == strings.count, "seed \(seed)")
    let counted = Dictionary(zip(strings, vocabulary.occurrences())) { $0 + $1 }
    #expect(counted == occurrences, "seed \(seed)")
  }

  @Test(arguments: Seeds.all) func keysTellFormsApartAndGiveThemBack(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var forms: [[UInt64]: [UInt8]] = [:]
    for _ in 0..<5_000 {
      let letters: [UInt8] = generator.chance(0.5) ? [0, 1, 0xFF] : Array(0...255)
      let form = (0..<generator.number(1...FormKey.capacity)).map { _ in
        letters.randomElement(using: &generator) ?? 0
      }
      let key = FormKey(form.span)
      #expect(key.count == form.count)
      #expect(key.isEqual(FormKey(form.span)) && !key.isEqual(.none))
      #expect(forms.updateValue(form, forKey: [key.first, key.second]) ?? form == form, "seed \(seed)")
      let given = key.withForm { form in form.indices.map { form[$0] } }
      #expect(given == form, "seed \(seed)")
    }
  }
}
