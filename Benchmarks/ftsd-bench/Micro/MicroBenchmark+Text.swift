import FTSAnalysis
import FTSCore
import FTSQuery
import FTSTestSupport

/// Text in, and text out.
extension MicroBenchmark {
  static let text = ["simple", "english", "german"].map(tokenizer) + [snippet]

  /// Forms of a text by an analyzer, against the words of a `String`, scalar by scalar.
  private static func tokenizer(_ analyzer: String) -> MicroBenchmark {
    MicroBenchmark(name: "tokenizer, \(analyzer)", unit: "byte") {
      var source = SyntheticText(seed: 1)
      let text = source.nextText(bytes: 64 << 10)
      guard let tokenizer = Analyzer.named(analyzer)?.makeTokenizer() else {
        throw IndexError.invalidSetting("no analyzer \(analyzer)")
      }
      return Versions(
        units: text.utf8.count,
        piece: {
          var letters = 0
          tokenizer.forEachToken(in: text.utf8.span) { form, _, _ in letters += form.count }
          return UInt64(letters)
        },
        naive: {
          let words = text.unicodeScalars.split { !$0.properties.isAlphabetic }
          return UInt64(words.reduce(0) { $0 + String($1).lowercased().utf8.count })
        })
    }
  }

  /// The best passage of a text for two words, against the first one found in the text split up.
  private static let snippet = MicroBenchmark(name: "snippet", unit: "byte") {
    var source = SyntheticText(seed: 2)
    let texts = (0..<16).map { _ in source.nextText(bytes: 2_000) }
    let words = [source.words[40], source.words[400]]
    let query = Query(clauses: words.map { Query.Clause(.should, .word($0)) })
    let directory = try TemporaryDirectory()
    let loop = try SnippetLoop(query, path: directory.file("index"))
    return Versions(
      units: texts.reduce(0) { $0 + $1.utf8.count },
      piece: { withExtendedLifetime(directory) { loop.cut(texts) } },
      naive: { UInt64(texts.reduce(0) { $0 + naiveSnippet(of: $1, words).count }) },
      mustAgree: false)
  }

  private static func naiveSnippet(of text: String, _ words: [String]) -> String {
    let parts = text.split { !$0.isLetter }
    let first = parts.first { words.contains($0.lowercased()) }?.startIndex ?? text.startIndex
    return String(text[first...].prefix(240))
  }
}
