import FTSTestSupport
import Testing

@testable import FTSAnalysis

@Suite struct ProtectedFormsTests {
  private func analyzer(_ name: String, _ forms: [String]) throws -> Analyzer {
    try #require(Analyzer.named(name)).protecting(FormSet(forms.map { Array($0.utf8) }))
  }

  private func terms(_ text: String, _ name: String, _ forms: [String], language: Int = 0) throws -> [String]
  {
    try analyzer(name, forms).tokens(in: text, language: language).map(\.term)
  }

  @Test(
    "a protected form is its own term however its letters are written, and its neighbours are stemmed",
    arguments: [
      ("Being BEING beings be", ["being"], ["being", "being", "be", "be"]),
      ("Kindle’s KINDLE, kindles", ["kindle"], ["kindle", "kindle", "kindl"]),
      ("Cafés café", ["cafes"], ["cafes", "cafe"]),
      ("things", ["being"], ["thing"]), ("things", [], ["thing"]),
    ] as [(String, [String], [String])])
  func protectedForms(text: String, forms: [String], expected: [String]) throws {
    #expect(try terms(text, "english", forms) == expected)
  }

  @Test("in a language that keeps diacritics for its stemmer a protected form loses them as terms do")
  func diacritics() throws {
    #expect(try terms("Häuser Mäuse", "german", ["häuser"]) == ["hauser", "maus"])
    #expect(try terms("Cafés cafes", "english+german", ["cafés"]) == ["cafes", "cafe"])
  }

  @Test("of several languages a form is protected in each, with the mark of the language")
  func severalLanguages() throws {
    let analyzer = try analyzer("english+german", ["being", "häuser"])
    #expect(analyzer.tokens(in: "being Häuser", language: 0).map(\.term) == ["being", "hauser"])
    #expect(analyzer.tokens(in: "being Häuser", language: 1).map(\.term) == ["being", "hauser"])
    let tokenizer = analyzer.makeTokenizer()
    func term(_ language: Int) -> [UInt8] {
      tokenizer.withTerm(of: Array("being".utf8).span, language: language) { term in
        term.indices.map { term[$0] }
      }
    }
    #expect(term(0) == Array("being".utf8) && term(1) == Array("being".utf8) + [1])
  }

  @Test("words are stemmed but for the protected ones, in every language", arguments: Seeds.all)
  func random(seed: UInt64) throws {
    var random = RandomText(seed: seed)
    for name in Stemmer.algorithms {
      let plain = try #require(Analyzer.named(name))
      let text = random.scalars(of: RandomText.unicode, upTo: 400)
      let tokenizer = plain.makeTokenizer()
      let all = collectForms { tokenizer.forEachToken(in: Array(text.utf8).span, $0) }.map(\.form)
      // What the terms are where nothing is stemmed, and where everything is.
      let whole = try terms(text, name, all)
      let stemmed = try terms(text, name, [])
      let forms = Set(all).filter { $0.utf8.count.isMultiple(of: 2) }
      let expected = zip(all, zip(whole, stemmed)).map { forms.contains($0) ? $1.0 : $1.1 }
      #expect(try terms(text, name, Array(forms)) == expected, "\(name), seed \(seed)")
    }
  }

  @Test("a set has the forms that it was made of, and no others", arguments: Seeds.all)
  func sets(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func form() -> [UInt8] {
      (0..<Int.random(in: 0...3, using: &generator)).map { _ in UInt8.random(in: 97...100, using: &generator)
      }
    }
    for _ in 0..<50 {
      let forms = Set((0..<Int.random(in: 0...40, using: &generator)).map { _ in form() })
      let set = FormSet(forms)
      #expect(set.isEmpty == forms.isEmpty && set.texts.count == forms.count)
      for _ in 0..<100 {
        let sought = form()
        #expect(set.contains(sought.span) == forms.contains(sought), "seed \(seed)")
      }
    }
  }
}
