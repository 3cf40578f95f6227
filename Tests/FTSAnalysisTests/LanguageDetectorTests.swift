import FTSTestSupport
import Testing

@testable import FTSAnalysis

@Suite struct LanguageDetectorTests {
  private static let german = [
    "Sehr schöner Film, gerne wieder.", "Leider kam das Paket erst nach drei Wochen an.",
    "Die Schauspieler sind großartig, die Musik weniger.", "Nicht zu empfehlen!",
    "Ich habe das Buch in einer Nacht gelesen.", "Der Akku hält keinen Tag.",
    "Meine Tochter liebt es.", "Für den Preis kann man nichts sagen.",
    "Das Ende hat mich enttäuscht.", "Wer so etwas kauft, ist selber schuld.",
    "Qualität und Verarbeitung stimmen.", "Nach zwei Monaten kaputt.",
    "Ein Meisterwerk über das Altern.", "Wir waren zu viert dort und alle zufrieden.",
    "Schnelle Lieferung, alles bestens.", "Die Häuser am Ufer wirken wie gemalt.",
    "Viel zu laut, aber er saugt ordentlich.", "Man versteht kein Wort.",
    "Mir hat der zweite Teil besser gefallen.", "Die Übersetzung ist holprig.",
    "Das Brot schmeckt auch am dritten Tag noch frisch.", "Finger weg!",
    "Eine Geschichte, die niemand erzählen wollte.", "Passt genau in unseren Schrank.",
    "So spannend, dass ich das Essen vergaß.", "Wird bei uns jeden Abend gespielt.",
    "Für Kinder unter zwölf nicht geeignet.", "Ganz nett, mehr nicht.",
    "Er erzählt langsam und trotzdem langweilt man sich nie.", "Der Verkäufer antwortet nicht.",
  ]
  private static let english = [
    "Great movie, would watch again.", "The parcel took three weeks to arrive.",
    "Good acting, but the music is too loud.", "Not recommended!",
    "I read this book in one night.", "The battery does not last a day.",
    "My daughter loves it.", "You can't complain at that price.", "The ending let me down.",
    "Well made and easy to clean.", "Broke after two months.", "A masterpiece about growing old.",
    "There were four of us and we all liked it.", "Fast delivery, everything fine.",
    "The houses along the shore look painted.", "Much too noisy.",
    "You cannot understand a word they say.", "I liked the second part better.",
    "The translation is clumsy.", "Still fresh on the third day.", "Stay away!",
    "It fits our cupboard exactly.", "We play this every evening.", "Not for children under twelve.",
  ]
  private static let french = [
    "Un très beau film, à revoir sans hésiter.", "Le colis est arrivé avec trois semaines de retard.",
    "Je ne le recommande pas.", "Ma fille l'adore.", "La fin m'a déçu.",
  ]
  private static let spanish = [
    "Una película muy bonita, la volvería a ver.", "El paquete llegó con tres semanas de retraso.",
    "No lo recomiendo.", "A mi hija le encanta.", "El final me ha decepcionado.",
  ]

  private static func language(_ text: String, of languages: String, told: String? = nil) throws -> String {
    let analyzer = try #require(Analyzer.named(languages))
    return analyzer.languages[analyzer.makeTokenizer().language(told: told, of: [text])]
  }

  @Test("short reviews are in their language, whichever of the index's comes first")
  func short() throws {
    for languages in ["english+german", "german+english"] {
      for text in Self.german { #expect(try Self.language(text, of: languages) == "german", "\(text)") }
      for text in Self.english { #expect(try Self.language(text, of: languages) == "english", "\(text)") }
    }
    for languages in ["english+german+french+spanish", "spanish+french+english+german"] {
      for text in Self.french { #expect(try Self.language(text, of: languages) == "french", "\(text)") }
      for text in Self.spanish { #expect(try Self.language(text, of: languages) == "spanish", "\(text)") }
    }
  }

  @Test("where there is too little to tell it is the first language; words that all have tell nothing")
  func tooLittle() throws {
    for text in ["", "!!!", "2014", "👍", "OK", "iPhone 6", "so war"] {
      for first in ["english+german", "english+german+french"] {
        #expect(try Self.language(text, of: first) == "english", "\(text)")
      }
    }
    #expect(try Self.language("so war", of: "french+german") == "german")
  }

  @Test("what the document tells decides, also where its words speak for another")
  func told() throws {
    let text = Self.german[0]
    let cases: [(told: String, language: String)] = [
      ("en", "english"), ("EN-us", "english"), ("English", "english"), ("de", "german"), ("German", "german"),
      // None of the index's: the first.
      ("fr", "english"), ("xx", "english"),
      // Not known.
      ("", "german"), ("und", "german"), ("UND", "german"),
    ]
    for (told, language) in cases {
      #expect(try Self.language(text, of: "english+german", told: told) == language, "\(told)")
    }
    #expect(try Self.language(text, of: "french", told: "de") == "french")
    #expect(try Self.language(text, of: "simple", told: "de") == "simple")
  }

  @Test("a script tells its language")
  func scripts() throws {
    let all = try #require(Analyzer.named(Stemmer.algorithms.joined(separator: "+")))
    let texts = [
      "arabic": "فيلم جميل", "armenian": "գեղեցիկ ֆիլմ", "greek": "ωραία ταινία",
      "russian": "прекрасный фильм",
      "tamil": "அழகான படம்", "yiddish": "שיינער פֿילם", "hindi": "यह फ़िल्म बहुत अच्छी है",
      "nepali": "यो फिल्म राम्रो छ", "serbian": "леп филм, ђак је ту",
    ]
    for (language, text) in texts {
      #expect(all.languages[all.makeTokenizer().language(told: nil, of: [text])] == language, "\(text)")
    }
  }

  @Test("every language of libstemmer is told by its own words, which are as forms are")
  func traits() throws {
    let languages = Stemmer.algorithms
    // As of several languages, with their diacritics.
    var words = WordTokenizer(rules: LanguageRules(languages: ["german", "finnish"]))
    for language in languages {
      let traits = try #require(LanguageTraits.of(language), "\(language)")
      for word in traits.words.split(separator: " ") + traits.endings.split(separator: " ") {
        var forms: [String] = []
        words.forEachToken(in: Array(word.utf8).span) { form, _, _ in
          forms.append(String(decoding: form.indices.map { form[$0] }, as: UTF8.self))
        }
        #expect(forms == [String(word)], "\(language) \(word)")
      }
      guard language != "porter" else { continue }
      let own = languages.filter { $0 != "porter" && $0 != language }
      let last = try #require(Analyzer.named((own + [language]).joined(separator: "+")))
      #expect(
        last.languages[last.makeTokenizer().language(told: nil, of: [traits.words])] == language,
        "\(language)")
    }
  }

  @Test(
    "what comes first decides in long texts, and the same text always has the same language",
    arguments: Seeds.all)
  func long(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func text(of sentences: [String], _ count: Int) -> String {
      (0..<count).map { _ in sentences.randomElement(using: &generator)! }.joined(separator: " ")
    }
    let tokenizer = try #require(Analyzer.named("english+german")).makeTokenizer()
    for _ in 0..<20 {
      let (german, english) = (text(of: Self.german, 30), text(of: Self.english, 2_000))
      #expect(tokenizer.language(told: nil, of: [german, english]) == 1)
      #expect(tokenizer.language(told: nil, of: [german + " " + english]) == 1)
      #expect(tokenizer.language(told: nil, of: [english, german]) == 0)
      // A title that tells nothing leaves it to the text.
      #expect(tokenizer.language(told: nil, of: ["Her (2013)", german]) == 1)
      var bytes = Array(german.utf8)
      for _ in 0..<40 {
        bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      let damaged = String(decoding: bytes, as: UTF8.self)
      #expect(tokenizer.language(told: nil, of: [damaged]) == tokenizer.language(told: nil, of: [damaged]))
    }
  }
}
