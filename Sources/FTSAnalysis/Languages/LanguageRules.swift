/// What differs from one Snowball language to another, beyond the stemmer. Of several languages it is what any of them
/// does, but for diacritics, so that a word has the same form in all of them.
struct LanguageRules {
  /// Whether diacritics are folded before stemming. The stemmers of English do not know any; all others need
  /// the accents of their language, so that there the stem is folded instead.
  let foldsBeforeStemming: Bool
  /// Whether a final 's is taken off.
  let stripsPossessive: Bool
  /// Articles and pronouns that lose their vowel before a word and are dropped with their apostrophe.
  let elisions: [[UInt8]]

  init(languages: [String]) {
    stripsPossessive = languages.contains(where: Self.isEnglish)
    foldsBeforeStemming = languages.count == 1 && stripsPossessive
    elisions = Set(languages.flatMap { Self.elisions[$0] ?? [] }).map { Array($0.utf8) }
  }

  static func isEnglish(_ language: String) -> Bool { language == "english" || language == "porter" }

  private static let elisions: [String: [String]] = [
    "french": [
      "c", "d", "j", "jusqu", "l", "lorsqu", "m", "n", "puisqu", "qu", "quoiqu", "s", "t",
    ],
    "italian": [
      "agl", "all", "c", "d", "dagl", "dall", "degl", "dell", "gl", "l", "m", "negl", "nell", "quell", "s",
      "sugl", "sull", "t", "un", "v",
    ],
    "catalan": ["d", "l", "m", "n", "s", "t"],
  ]
}
