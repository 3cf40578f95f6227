import Testing

@testable import FTSAnalysis

@Suite struct AnalyzerTests {
  @Test(
    "the names are English, those that are no language, and the other languages in order; each has an analyzer"
  )
  func names() {
    #expect(Analyzer.names.prefix(3) == ["english", "simple", "whitespace"])
    #expect(Array(Analyzer.names.dropFirst(3)) == Analyzer.names.dropFirst(3).sorted())
    #expect(Set(Analyzer.names).count == Analyzer.names.count)
    for name in Analyzer.names { #expect(Analyzer.named(name)?.name == name) }
    for name in [
      "", "English", "klingon", "en", "english+", "english+english", "english+simple", "whitespace+english",
      "+",
    ] {
      #expect(Analyzer.named(name) == nil)
    }
  }

  @Test("a language is known by its name or a tag")
  func languages() throws {
    let analyzer = try #require(Analyzer.named("english+german+norwegian"))
    let cases: [(told: String, place: Int?)] = [
      ("", nil), ("en", 0), ("de", 1), ("DE", 1), ("de-AT", 1), ("de_CH", 1), ("German", 1), ("deu", 1),
      ("nb", 2), ("no", 2), ("fr", nil), ("den", nil), ("d", nil),
    ]
    for (told, place) in cases { #expect(analyzer.place(ofLanguage: told) == place, "\(told)") }
    for name in Stemmer.algorithms {
      let both = try #require(Analyzer.named(name == "english" ? "german+english" : "english+\(name)"))
      #expect(both.place(ofLanguage: name.prefix(1).uppercased() + name.dropFirst()) == 1)
    }
  }

  @Test("with several languages each stems its own, and the word has one form")
  func severalLanguages() throws {
    let analyzer = try #require(Analyzer.named("english+german"))
    let text = "Häuser, houses and Mary's cafés"
    let english = try #require(Analyzer.named("english")).tokens(in: text)
    #expect(analyzer.tokens(in: text) == english)
    #expect(analyzer.tokens(in: text, language: 1).map(\.term) == ["haus", "hous", "and", "mary", "cafes"])
    #expect(analyzer.tokens(in: text, language: 1).map(\.end) == english.map(\.end))
  }

  @Test("tokens carry term, position and bytes")
  func tokens() {
    #expect(
      Analyzer.named("english")?.tokens(in: "Café society’s 2 films") == [
        Token(term: "cafe", position: 0, start: 0, end: 5),
        Token(term: "societi", position: 1, start: 6, end: 17),
        Token(term: "2", position: 2, start: 18, end: 19),
        Token(term: "film", position: 3, start: 20, end: 25),
      ])
    #expect(Analyzer.named("english")?.tokens(in: "") == [])
  }

  @Test("what has a digit or an emoji in it is not stemmed")
  func unstemmed() {
    #expect(terms("mp3s 1960s 3.14 👍") == ["mp3s", "1960s", "3.14", "👍"])
    #expect(terms("runnings") == ["run"])
  }

  @Test("the simple analyzer does not stem")
  func simple() {
    #expect(terms("Running DON'T naïve_2", by: "simple") == ["running", "don", "t", "na", "ve", "2"])
  }

  @Test("the whitespace analyzer keeps what stands between white space")
  func whitespace() {
    #expect(
      terms("Running\tC++  don't\r\n1,000.5 映画\u{A0}x \u{B}e\u{301}", by: "whitespace") == [
        "Running", "C++", "don't", "1,000.5", "映画\u{A0}x", "e\u{301}",
      ])
  }

  @Test(
    "each language brings forms of one word together",
    arguments: [
      ("arabic", "الكتاب", "كتاب"), ("armenian", "աշխատանք", "աշխատանքի"), ("basque", "etxeak", "etxeek"),
      ("catalan", "gats", "gat"), ("danish", "husene", "huset"), ("dutch", "lopende", "lopend"),
      ("english", "relational", "relate"), ("finnish", "taloissa", "talossa"),
      ("french", "continuellement", "continuel"),
      ("german", "häuser", "haus"), ("greek", "ανθρώπου", "άνθρωπος"), ("hindi", "लड़कियों", "लड़कियाँ"),
      ("hungarian", "házakban", "házban"), ("indonesian", "membaca", "dibaca"), ("irish", "bhróg", "bróg"),
      ("italian", "abbandonata", "abbandonato"), ("lithuanian", "namai", "namas"), ("nepali", "किताबहरू", "किताब"),
      ("norwegian", "husene", "huset"), ("porter", "relational", "relate"), ("portuguese", "gatas", "gatos"),
      ("romanian", "copiilor", "copii"), ("russian", "книгами", "книга"), ("serbian", "knjigama", "knjiga"),
      ("spanish", "gatas", "gatos"), ("swedish", "flickor", "flickorna"), ("tamil", "புத்தகங்கள்", "புத்தகங்களை"),
      ("turkish", "kitaplar", "kitap"), ("yiddish", "הויזן", "הויז"),
    ])
  func stems(language: String, one: String, other: String) {
    #expect(terms(one, by: language) == terms(other, by: language))
    #expect(terms(one, by: language) != [] && terms(one, by: "simple") != terms(one, by: language))
  }

  @Test("no language is left out of the test of stems")
  func allLanguages() {
    #expect(Analyzer.names.count == 31)
  }
}
