import FTSAnalysis
import FTSQuery

/// Looks for what may have been meant by words that the index does not know, or hardly knows.
struct SpellingCorrector {
  /// A word, or what a query finds, is hardly there with so many documents.
  static let fewDocuments = 3
  /// How many times as often a word must occur as there are documents with the one it takes the place of.
  private static let leastRatio = 100
  /// Shorter words are a few edits from too many.
  private static let leastLength = 3
  /// Words that are corrected at most; a query with more of them is no misspelling.
  private static let mostCorrections = 5

  private let tokenizer: Tokenizer
  private let snapshot: Snapshot
  /// Documents that a word may be in and nevertheless be taken for misspelt.
  private let doubtful: Int
  private var corrections: [SpellingSuggestion.Correction] = []
  private var looked = 0

  /// - Parameter findsLittle: whether the query finds few documents: only then is a word doubted that some have.
  init(_ tokenizer: Tokenizer, _ snapshot: Snapshot, findsLittle: Bool) {
    self.tokenizer = tokenizer
    self.snapshot = snapshot
    doubtful = findsLittle ? Self.fewDocuments : 0
  }

  /// The query with other words; `nil` where there are none to suggest.
  mutating func suggestion(for query: Query) throws(IndexError) -> SpellingSuggestion? {
    let corrected = try correct(query)
    return corrections.isEmpty ? nil : SpellingSuggestion(query: corrected, corrections: corrections)
  }

  private mutating func correct(_ query: Query) throws(IndexError) -> Query {
    var corrected = query
    switch query.node {
    case .everything, .filter, .text(.prefix, in: _), .text(.wildcard, in: _), .text(.fuzzy, in: _),
      .text(.regex, in: _):
      break
    case .text(.word(let text), let field):
      corrected.node = .text(.word(try correct(text, query.range)), in: field)
    case .text(.phrase(let text), let field):
      corrected.node = .text(.phrase(try correct(text, query.range)), in: field)
    case .text(.near(let text, let slop, let isOrdered), let field):
      let text = try correct(text, query.range)
      corrected.node = .text(.near(text, slop: slop, isOrdered: isOrdered), in: field)
    case .boosted(let inner, let boost): corrected.node = .boosted(try correct(inner), by: boost)
    case .atLeast(let count, var queries):
      for index in queries.indices { queries[index] = try correct(queries[index]) }
      corrected.node = .atLeast(count, queries)
    case .boolean(var clauses):
      // What is excluded is not missed.
      for index in clauses.indices where clauses[index].occurrence != .mustNot {
        clauses[index].query = try correct(clauses[index].query)
      }
      corrected.node = .boolean(clauses)
    }
    return corrected
  }

  /// A text with its doubtful words replaced.
  private mutating func correct(_ text: String, _ clause: Range<Int>?) throws(IndexError) -> String {
    var words: [(form: String, range: Range<Int>)] = []
    tokenizer.forEachToken(in: text.utf8.span) { form, start, end in
      // SAFETY: the bytes are copied within the closure.
      words.append((unsafe form.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }, start..<end))
    }
    var bytes = Array(text.utf8)
    // Where a replacement stands differs by what those before it have made the text longer.
    var shift = 0
    for (form, range) in words {
      guard let replacement = try replacement(of: form) else { continue }
      corrections.append(
        SpellingSuggestion.Correction(
          word: String(decoding: Array(text.utf8)[range], as: UTF8.self), replacement: replacement,
          clause: clause))
      bytes.replaceSubrange(range.lowerBound + shift..<range.upperBound + shift, with: replacement.utf8)
      shift += replacement.utf8.count - range.count
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The word that is most likely meant by one that is hardly there: with the fewest edits, of those the most frequent.
  private mutating func replacement(of form: String) throws(IndexError) -> String? {
    // Numbers are not misspelt, and pairs of characters are no words.
    guard Tokenizer.unspacedCharacters(of: form.utf8.span) == 0,
      form.unicodeScalars.count >= Self.leastLength, form.utf8.allSatisfy({ !(0x30...0x39 ~= $0) }),
      looked < Self.mostCorrections
    else { return nil }
    let terms = terms(of: form.utf8.span)
    var documents = 0
    for term in terms { documents += try QueryWeight.Term(term, snapshot).documentFrequency }
    guard documents <= doubtful else { return nil }
    looked += 1
    for distance in 1...TextMatch.distance(for: form) {
      var filter = FormPattern.fuzzy(form, distance: distance).filter
      var counts = FormCounts()
      for segment in snapshot.segments {
        try segment.forEachForm(&filter) { other, occurrences in
          guard !terms.contains(term(of: other)) else { return }
          counts.add(other.extracting(first: Tokenizer.wordLength(of: other)), occurrences)
        }
      }
      if let best = counts.best(1).first, best.occurrences >= Self.leastRatio * documents {
        return String(decoding: best.form, as: UTF8.self)
      }
    }
    return nil
  }

  /// The stems of a word in all languages.
  private func terms(of word: Span<UInt8>) -> Set<[UInt8]> {
    var terms: Set<[UInt8]> = []
    for language in tokenizer.analyzer.languages.indices {
      // SAFETY: the bytes are copied within the closure.
      terms.insert(
        tokenizer.withTerm(of: word, language: language) { unsafe $0.withUnsafeBytes { unsafe Array($0) } })
    }
    return terms
  }

  private func term(of form: Span<UInt8>) -> [UInt8] {
    tokenizer.withTerm(of: form) { term in
      // SAFETY: the bytes are copied within the closure.
      unsafe term.withUnsafeBytes { unsafe Array($0) }
    }
  }
}
