import FTSAnalysis
import FTSQuery

/// Cuts the passage out of a text that shows best why it was found.
///
/// The best passage is the window of bounded size with the most distinct matched terms, each
/// worth its idf, and of those with the most matches; it begins at a sentence where one begins
/// close by, and neither end cuts a word.
struct Highlighter {
  /// Size of a passage, in UTF-8 bytes.
  private static let passageSize = 240
  /// How far before the first match a passage may begin.
  private static let lead = 60

  /// A matched word in the text.
  private struct Match {
    var range: Range<Int>
    var term: Int
  }

  private let tokenizer: Tokenizer
  /// By number of a term in the vocabulary: its place in `worths`.
  private var places: [UInt32: Int] = [:]
  /// What each of the terms that are looked for is worth.
  private var worths: [Float] = []

  /// - Parameter vocabulary: numbers the forms and terms of texts; kept from search to search, it
  ///   spares stemming the same words again.
  init(_ plan: QueryPlan, _ weight: QueryWeight, _ tokenizer: Tokenizer, _ vocabulary: inout Vocabulary) {
    self.tokenizer = tokenizer
    // Passages are of the body.
    for (clause, weighted) in zip(plan.clauses, weight.clauses)
    where clause.isWanted && (clause.field ?? .body) == .body {
      for term in clause.terms {
        let number = vocabulary.number(ofTerm: term)
        if places[number] != nil { continue }
        places[number] = worths.count
        worths.append(clause.scores ? weighted.weight : weighted.idf)
      }
    }
  }

  /// A passage of `text`, or `nil` where the text is empty. `vocabulary` is that of `init`.
  func snippet(of text: String, _ vocabulary: inout Vocabulary) -> Snippet? {
    var text = text
    text.makeContiguousUTF8()
    let bytes = text.utf8.span
    guard !bytes.isEmpty else { return nil }
    let matches = findMatches(bytes, &vocabulary)
    let window = TextWindow(bytes, around: bestStart(matches), lead: Self.lead, size: Self.passageSize)
    return window.snippet(bytes, highlights: matches.lazy.map(\.range).filter { window.contains($0) })
  }

  private func findMatches(_ text: Span<UInt8>, _ vocabulary: inout Vocabulary) -> [Match] {
    var matches: [Match] = []
    tokenizer.forEachToken(in: text) { form, start, end in
      if let place = places[vocabulary.termNumber(of: form, tokenizer)] {
        matches.append(Match(range: start..<end, term: place))
      }
    }
    return matches
  }

  /// Where the first match of the best window begins; 0 where nothing matches.
  private func bestStart(_ matches: [Match]) -> Int {
    var counts = [Int](repeating: 0, count: worths.count)
    var worth: Float = 0
    var best: (worth: Float, count: Int, start: Int) = (0, 0, 0)
    var first = 0
    for last in matches.indices {
      if counts[matches[last].term] == 0 { worth += worths[matches[last].term] }
      counts[matches[last].term] += 1
      // A single word may be longer than a passage.
      while first < last,
        matches[last].range.upperBound - matches[first].range.lowerBound > Self.passageSize - Self.lead
      {
        counts[matches[first].term] -= 1
        if counts[matches[first].term] == 0 { worth -= worths[matches[first].term] }
        first += 1
      }
      let count = last - first + 1
      // Sums of the same worths in another order may differ in the last bits.
      let isBetter = worth > best.worth + 0.001 || (worth > best.worth - 0.001 && count > best.count)
      if isBetter { best = (worth, count, matches[first].range.lowerBound) }
    }
    return best.start
  }
}
