@testable import FTSAnalysis

/// What ``Tokenizer/forEachToken(in:_:)`` calls its body with.
struct Form: Equatable {
  var form: String
  var start: Int
  var end: Int
}

/// Collects the forms that `tokenize` gives.
func collectForms(
  _ tokenize: ((_ form: Span<UInt8>, _ start: Int, _ end: Int) -> Void) -> Void
) -> [Form] {
  var forms: [Form] = []
  tokenize { form, start, end in
    var bytes: [UInt8] = []
    for index in form.indices { bytes.append(form[index]) }
    forms.append(Form(form: String(decoding: bytes, as: UTF8.self), start: start, end: end))
  }
  return forms
}

/// The forms of `bytes` by the analyzer of that name.
func forms(_ bytes: [UInt8], by analyzer: String) -> [Form] {
  guard let tokenizer = Analyzer.named(analyzer)?.makeTokenizer() else { return [] }
  return collectForms { tokenizer.forEachToken(in: bytes.span, $0) }
}

/// The forms of `bytes` by the rules of a language, without the ASCII fast path.
func formsWithoutFastPath(_ bytes: [UInt8], language: String) -> [Form] {
  var tokenizer = WordTokenizer(rules: LanguageRules(languages: [language]))
  return collectForms { tokenizer.forEachTokenWithoutFastPath(in: bytes.span, $0) }
}

/// The terms of `text` by the analyzer of that name.
func terms(_ text: String, by analyzer: String = "english") -> [String] {
  Analyzer.named(analyzer)?.tokens(in: text).map(\.term) ?? []
}

/// The parts of `text` that are tokens by the analyzer of that name.
func words(_ text: String, by analyzer: String = "english") -> [String] {
  let bytes = Array(text.utf8)
  return (Analyzer.named(analyzer)?.tokens(in: text) ?? []).map {
    String(decoding: bytes[$0.start..<$0.end], as: UTF8.self)
  }
}
