/// Tells which of some languages a text is in, by what its words are: frequent ones of a language, ones with its letters,
/// or ones that end as its words do.
///
/// What all of the languages have in common tells nothing, and so it depends on them what a word tells: *war* is German
/// beside French, and tells nothing beside English.
struct LanguageDetector {
  /// A bit for each language, the lowest for the first.
  private typealias Languages = UInt32

  /// How many words more in one language than in any other are enough.
  private static let enoughWords = 6
  /// Bytes of the longest ending.
  private static let longestEnding = 5

  private let all: Languages
  private var words: [UInt128: Languages] = [:]
  private var endings: [UInt128: Languages] = [:]
  private var letters: [UInt32: Languages] = [:]
  private let count: Int

  /// - Parameter languages: of libstemmer, at most 32.
  init(_ languages: [String]) {
    count = languages.count
    all = Languages(truncatingIfNeeded: (UInt64(1) << UInt64(count)) - 1)
    for (place, language) in languages.enumerated() {
      guard let traits = LanguageTraits.of(language) else { continue }
      let bit: Languages = 1 << UInt32(place)
      for word in traits.words.split(separator: " ") { words[Self.key(word.utf8.span), default: 0] |= bit }
      for ending in traits.endings.split(separator: " ") {
        endings[Self.key(ending.utf8.span), default: 0] |= bit
      }
      for letter in traits.letters.unicodeScalars { letters[letter.value, default: 0] |= bit }
      for letter in traits.script ?? 0..<0 { letters[letter, default: 0] |= bit }
    }
  }

  /// Counts what a form tells.
  func add(_ form: Span<UInt8>, to evidence: inout LanguageEvidence) {
    var languages = words[Self.key(form)] ?? lettersTell(form)
    var weight = LanguageEvidence.word
    if languages == 0 {
      languages = endingTells(form)
      weight = LanguageEvidence.ending
    }
    if languages != all { evidence.add(weight, to: languages) }
  }

  /// Nothing counted yet.
  func begin() -> LanguageEvidence {
    LanguageEvidence(languages: count, enough: Self.enoughWords * LanguageEvidence.word)
  }

  /// The languages that have all letters of a form that are not ASCII; none where there are no such letters.
  private func lettersTell(_ form: Span<UInt8>) -> Languages {
    var languages: Languages?
    var index = 0
    while index < form.count {
      if form[index] < 0x80 {
        index += 1
        continue
      }
      let scalar = UTF8Scalar(in: form, at: index)
      languages = (languages ?? all) & (letters[scalar.code] ?? 0)
      index += scalar.length
    }
    return languages ?? 0
  }

  /// The languages of the longest known ending, before which two bytes stand.
  private func endingTells(_ form: Span<UInt8>) -> Languages {
    var length = min(Self.longestEnding, form.count - 2)
    while length >= 2 {
      if let languages = endings[Self.key(form.extracting(last: length))] { return languages }
      length -= 1
    }
    return 0
  }

  /// A form as a number; of a long one its end.
  private static func key(_ form: Span<UInt8>) -> UInt128 {
    var key: UInt128 = 0
    for index in form.indices { key = key << 8 | UInt128(form[index]) }
    return key
  }
}
