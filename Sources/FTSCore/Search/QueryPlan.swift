import FTSAnalysis
import FTSQuery

/// A query in terms of an index: each clause a term, or several in a row.
struct QueryPlan {
  struct Clause {
    var occurrence: Query.Occurrence
    /// One term, or the terms of a phrase in order.
    var terms: [[UInt8]]

    var isPhrase: Bool { terms.count > 1 }

    /// The term, or the phrase in quotes.
    var description: String {
      let text = terms.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
      return isPhrase ? "\"\(text)\"" : text
    }
  }

  /// Clauses with at least one term, in the order of the query.
  private(set) var clauses: [Clause] = []

  init(_ query: Query, _ tokenizer: Tokenizer) {
    for clause in query.clauses {
      let text: String
      switch clause.leaf {
      case .word(let word): text = word
      case .phrase(let words): text = words
      }
      var terms: [[UInt8]] = []
      tokenizer.forEachToken(in: text.utf8.span) { form, _, _ in
        terms.append(
          tokenizer.withTerm(of: form) { term in unsafe term.withUnsafeBytes { unsafe Array($0) } })
      }
      if !terms.isEmpty { clauses.append(Clause(occurrence: clause.occurrence, terms: terms)) }
    }
  }
}
