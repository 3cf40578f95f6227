/// Makes terms of forms: stems them, unless they are protected, and, where that was not done before, folds their diacritics.
struct TermBuilder {
  private let stemmer: Stemmer
  private let foldsForms: Bool
  private let foldsStems: Bool
  private let protectedForms: FormSet
  private let table = ScalarTable.shared
  private var folder = ScalarFolder(stripsDiacritics: true)
  private var term = FormBuffer()

  /// - Parameters:
  ///   - language: one of libstemmer.
  ///   - hasDiacritics: whether forms come with their diacritics, which then are folded after stemming, in English before.
  ///   - protectedForms: forms that are not stemmed.
  init(language: String, hasDiacritics: Bool, protectedForms: FormSet) {
    guard let stemmer = Stemmer(algorithm: language) else {
      preconditionFailure("out of memory: no stemmer for \(language)")
    }
    self.stemmer = stemmer
    foldsForms = hasDiacritics && LanguageRules.isEnglish(language)
    foldsStems = hasDiacritics && !foldsForms
    self.protectedForms = protectedForms
  }

  /// As ``Tokenizer/withTerm(of:_:)``.
  mutating func withTerm<R>(of form: Span<UInt8>, _ body: (Span<UInt8>) -> R) -> R {
    guard isWord(form), !protectedForms.contains(form) else {
      return foldsStems || foldsForms ? withFolded(form, body) : body(form)
    }
    if foldsForms {
      let stemmer = stemmer
      return withFolded(form) { stemmer.withStem(of: $0, body) }
    }
    return stemmer.withStem(of: form) { stem in
      foldsStems ? withFolded(stem, body) : body(stem)
    }
  }

  /// Whether the form is all letters, as stemmers expect.
  private func isWord(_ form: Span<UInt8>) -> Bool {
    var index = 0
    while index < form.count {
      let scalar = UTF8Scalar(in: form, at: index)
      if table[scalar.code].preventsStemming { return false }
      index += scalar.length
    }
    return true
  }

  private mutating func withFolded<R>(_ form: Span<UInt8>, _ body: (Span<UInt8>) -> R) -> R {
    term.removeAll()
    var index = 0
    while index < form.count {
      let scalar = UTF8Scalar(in: form, at: index)
      if table[scalar.code].folds {
        folder.append(scalar.code, to: &term)
      } else {
        term.append(form, index..<index + scalar.length)
      }
      index += scalar.length
    }
    if term.isEmpty { return body(form) }
    return term.withBytes(body)
  }
}
