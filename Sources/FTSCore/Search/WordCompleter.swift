import FTSAnalysis
import FTSAutomata

/// Completes the last word of a text by the words that people wrote.
struct WordCompleter {
  private let tokenizer: Tokenizer

  init(_ tokenizer: Tokenizer) { self.tokenizer = tokenizer }

  /// The completions by the most frequent words that begin like the last of `text`, of equal ones in order of the
  /// alphabet. None where the text ends behind a word, or with characters that are indexed in pairs, which are no words.
  ///
  /// - Throws: also `deadlineExceeded`.
  func completions(
    of text: String, _ snapshot: Snapshot, limit: Int, _ watch: DeadlineWatch = DeadlineWatch()
  ) throws(IndexError) -> [Completion] {
    guard limit > 0, let (start, prefix) = lastWord(of: text) else { return [] }
    var filter = FormPattern.wildcard(WildcardPattern([.literal(prefix), .many])).filter
    var counts = FormCounts()
    var watch = watch
    for segment in snapshot.segments {
      try segment.forEachForm(&filter, while: { !watch.look() }) { form, occurrences in
        counts.add(form.extracting(first: Tokenizer.wordLength(of: form)), occurrences)
      }
      if watch.isUp { throw .deadlineExceeded }
    }
    let before = String(decoding: Array(text.utf8.prefix(start)), as: UTF8.self)
    return counts.best(limit).map { form, occurrences in
      Completion(text: before + String(decoding: form, as: UTF8.self), occurrences: occurrences)
    }
  }

  /// The form of the word that the text ends with, and where it begins.
  private func lastWord(of text: String) -> (start: Int, form: String)? {
    guard let last = QueryAnalyzer(tokenizer).words(of: text).last, last.range.upperBound == text.utf8.count,
      Tokenizer.unspacedCharacters(of: last.form.utf8.span) == 0
    else { return nil }
    return (last.range.lowerBound, last.form)
  }
}
