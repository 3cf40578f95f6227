import FTSAnalysis
import FTSDocument

/// Cuts the passage out of a text that shows best why it was found, and marks what matched in it.
///
/// What matches is told by `SoughtWords`, the best passage by `MatchWindow`, its ends by `TextWindow`. What the author
/// quotes is shown only where the author's own words have no match.
struct Highlighter {
  /// Size of a passage, in UTF-8 bytes.
  private static let passageSize = 240

  private let tokenizer: Tokenizer
  /// By language of the index.
  private var sought: [SoughtWords] = []

  /// - Parameter vocabulary: numbers the forms and terms of texts; kept from search to search, it
  ///   spares stemming the same words again.
  init(_ plan: QueryPlan, _ weight: QueryWeight, _ tokenizer: Tokenizer, _ vocabulary: inout Vocabulary) {
    self.tokenizer = tokenizer
    let languages = tokenizer.analyzer.languages.indices
    for language in languages {
      sought.append(
        SoughtWords(plan, weight, language: languages.count > 1 ? language : nil, &vocabulary))
    }
  }

  /// A passage of a document's text, or `nil` where that is empty. `vocabulary` is that of `init`.
  func snippet(of document: Document, _ vocabulary: inout Vocabulary) -> Snippet? {
    snippet(of: document.body, language: tokenizer.language(of: document), &vocabulary)
  }

  /// The same for a text in the language of that place among those of the analyzer.
  func snippet(of text: String, language: Int = 0, _ vocabulary: inout Vocabulary) -> Snippet? {
    var text = text
    text.makeContiguousUTF8()
    let bytes = text.utf8.span
    guard !bytes.isEmpty else { return nil }
    let quotes = QuotedLines(bytes)
    let matches = sought[language].matches(in: bytes, tokenizer, &vocabulary)
    let own = quotes.isEmpty ? matches : matches.filter { !quotes.contains($0.range.lowerBound) }
    let core =
      MatchWindow(own.isEmpty ? matches : own, sought[language].worths, size: Self.passageSize).range
      ?? quotes.ownStart..<quotes.ownStart
    let window = TextWindow(
      bytes, around: core, within: quotes.run(around: core.lowerBound), size: Self.passageSize)
    return window.snippet(bytes, highlights: Self.joined(matches), quotes)
  }

  /// Where the matches are; pairs of characters that overlap are marked as one.
  private static func joined(_ matches: [MatchedWord]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(matches.count)
    for match in matches {
      if let last = ranges.last, match.range.lowerBound < last.upperBound {
        ranges[ranges.count - 1] = last.lowerBound..<match.range.upperBound
      } else {
        ranges.append(match.range)
      }
    }
    return ranges
  }
}
