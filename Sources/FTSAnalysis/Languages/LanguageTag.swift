/// How documents tell their language.
enum LanguageTag {
  /// Whether `told` names a language of libstemmer: by its English name, or as the first part of a tag of BCP 47, in any
  /// case.
  static func names(_ language: String, by told: String) -> Bool {
    let told = told.lowercased()
    return told == language || codes[language]?.contains(code(of: told)) ?? false
  }

  /// Whether `told` tells no language: it is empty, or the tag for what is not known.
  static func isUnknown(_ told: String) -> Bool { told.isEmpty || code(of: told.lowercased()) == "und" }

  private static func code(of tag: String) -> String { String(tag.prefix { $0 != "-" && $0 != "_" }) }

  /// Codes of ISO 639-1, 639-2 and 639-3.
  private static let codes: [String: [String]] = [
    "arabic": ["ar", "ara", "arb"], "armenian": ["hy", "arm", "hye"], "basque": ["eu", "baq", "eus"],
    "catalan": ["ca", "cat"], "danish": ["da", "dan"], "dutch": ["nl", "dut", "nld"],
    "english": ["en", "eng"], "finnish": ["fi", "fin"], "french": ["fr", "fre", "fra"],
    "german": ["de", "ger", "deu"], "greek": ["el", "gre", "ell"], "hindi": ["hi", "hin"],
    "hungarian": ["hu", "hun"], "indonesian": ["id", "ind"], "irish": ["ga", "gle"],
    "italian": ["it", "ita"], "lithuanian": ["lt", "lit"], "nepali": ["ne", "nep", "npi"],
    "norwegian": ["no", "nb", "nn", "nor", "nob", "nno"], "porter": ["en", "eng"],
    "portuguese": ["pt", "por"], "romanian": ["ro", "rum", "ron"], "russian": ["ru", "rus"],
    "serbian": ["sr", "srp"], "spanish": ["es", "spa"], "swedish": ["sv", "swe"],
    "tamil": ["ta", "tam"], "turkish": ["tr", "tur"], "yiddish": ["yi", "yid", "ydd"],
  ]
}
