import Testing

@testable import FTSAnalysis

@Suite struct FoldingTests {
  @Test(
    "spellings that differ in case, accents, apostrophes or invisible characters have one term",
    arguments: [
      ("CAFÉ", "cafe"), ("cafe\u{301}", "cafe"), ("naïve", "naive"), ("Ångström", "angstrom"),
      ("\u{212B}ngström", "angstrom"), ("Straße", "strasse"), ("STRAẞE", "strasse"), ("Ærø", "aero"),
      ("Œuvre", "oeuvre"), ("Łódź", "lodz"), ("Đorđe", "dorde"), ("Þór", "thor"), ("İstanbul", "istanbul"),
      ("ﬁne", "fine"), ("oﬀice", "office"), ("Việt", "viet"), ("Vie\u{323}\u{302}t", "viet"),
      ("don’t", "dont"), ("DON'T", "dont"), ("donʼt", "dont"), ("Hawaiʻi", "hawaii"),
      ("co\u{AD}operate", "cooperate"), ("co\u{2060}operate", "cooperate"), ("می\u{200C}خواهم", "میخواهم"),
      ("Σοφός", "σοφος"), ("ΣΟΦΌΣ", "σοφος"), ("ёлка", "елка"), ("שָׁלוֹם", "שלום"), ("أحمد", "احمد"),
      ("❤\u{FE0F}", "❤"), ("1\u{FE0F}\u{20E3}", "1"), ("\u{F914}", "樂"), ("և", "եւ"),
      ("\u{1112}\u{1161}\u{11AB}", "한"), ("か\u{3099}", "が"), ("カ\u{3099}", "ガ"),
      ("ＦＩＬＭ", "film"), ("ｶﾞ", "ガ"), ("①", "1"), ("⑴", "1"), ("𝐅𝐢𝐥𝐦", "film"), ("㎏", "kg"), ("ⅷ", "viii"),
      ("２００１", "2001"),
      ("º", "o"), ("ŀl", "ll"), ("⼀", "一"), ("\u{FB2F}", "א"),
    ])
  func oneTerm(spelling: String, folded: String) {
    let found = terms(spelling)
    #expect(found == terms(folded))
    #expect(found.count == 1)
  }

  @Test(
    "what tells words apart is kept",
    arguments: [
      ("が", "か"), ("국", "굴"), ("कि", "क"), ("👍", "👍🏽"), ("👨‍👩‍👧", "👨‍👩‍👦"), ("1,000", "1000"), ("½", "12"), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"),
    ])
  func twoTerms(one: String, other: String) {
    #expect(terms(one) != terms(other))
    #expect(terms(one).count == 1 && terms(other).count == 1)
  }

  @Test("Hangul stays syllables, composed or not as it came")
  func hangul() {
    let pairs = ["한국", "국어", "어"].map { Array($0.unicodeScalars) }
    #expect(terms("한국어").map { Array($0.unicodeScalars) } == pairs)
    let jamo = "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}\u{110B}\u{1165}"
    #expect(terms(jamo).map { Array($0.unicodeScalars) } == pairs)
  }

  @Test(
    "the possessive is taken off in English",
    arguments: [
      ("movie's", "movie"), ("MOVIE’S", "movie"), ("James's", "james"), ("it's", "it"), ("s's", "s"),
      ("o'clock's", "oclock"), ("dogs'", "dogs"), ("cafe\u{301}'s", "cafe"), ("x·s", "xs"), ("its", "its"),
      ("it'sy", "itsy"),
    ])
  func possessive(text: String, form: String) {
    #expect(forms(Array(text.utf8), by: "english").map(\.form) == [form])
    #expect(forms(Array(text.utf8), by: "porter").map(\.form) == [form])
  }

  @Test(
    "elided articles are dropped, and the token keeps its place",
    arguments: [
      ("french", "l'homme", "homme"), ("french", "L’Homme", "homme"), ("french", "qu'elle", "elle"),
      ("french", "aujourd'hui", "aujourdhui"), ("italian", "dell'arte", "arte"),
      ("catalan", "d'aigua", "aigua"),
      ("english", "l'homme", "lhomme"), ("french", "l'été", "été"),
    ])
  func elision(language: String, text: String, form: String) {
    #expect(
      forms(Array(text.utf8), by: language) == [Form(form: form, start: 0, end: text.utf8.count)])
  }

  @Test("accents stay in the forms of languages whose stemmers need them, and leave their terms")
  func accentsInForms() {
    #expect(forms(Array("E\u{301}TÉ".utf8), by: "french").map(\.form) == ["été"])
    #expect(terms("ÉTÉ", by: "french") == ["ete"])
    #expect(terms("Größe", by: "german") == ["gross"])
  }

  @Test("every scalar decomposes to what is canonically equivalent to it, and composes again")
  func canonicalMapping() {
    let wrong = (0...0x10FFFF).compactMap { Unicode.Scalar(UInt32($0)) }.filter { scalar in
      var parts = String.UnicodeScalarView()
      CanonicalMapping.decompose(scalar.value) { parts.append(Unicode.Scalar($0)!) }
      return parts.first != scalar && String(parts) != String(scalar)
    }
    #expect(wrong == [])
    #expect(CanonicalMapping.compose(0x65, 0x301) == 0xE9)
    #expect(CanonicalMapping.compose(0x0915, 0x093C) == nil, "excluded from composition")
  }
}
