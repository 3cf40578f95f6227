import FTSAnalysis
import FTSQuery

/// A query in terms of an index: each clause a term, or several in a row.
struct QueryPlan {
  struct Clause {
    var occurrence: Query.Occurrence
    /// One term, or the terms of a phrase in order.
    var terms: [[UInt8]]
    /// How often the query has the clause.
    var repetitions = 1

    var isPhrase: Bool { terms.count > 1 }

    /// The term, or the phrase in quotes.
    var description: String {
      let text = terms.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
      let quoted = isPhrase ? "\"\(text)\"" : text
      return repetitions == 1 ? quoted : "\(quoted) (\(repetitions) times)"
    }
  }

  /// Clauses with at least one term, in the order of the query; what it says several times is one
  /// clause of as many times the weight.
  private(set) var clauses: [Clause] = []

  /// Whether the query says only what is not wanted.
  var excludesOnly: Bool { clauses.allSatisfy { $0.occurrence == .mustNot } }

  /// - Throws: `unsupportedQuery` for anything but words and phrases side by side.
  init(_ query: Query, _ tokenizer: Tokenizer) throws(IndexError) {
    for clause in query.clauses {
      let text: String
      switch clause.query.node {
      case .text(.word(let word), in: nil) where clause.occurrence != .filter: text = word
      case .text(.phrase(let words), in: nil) where clause.occurrence != .filter: text = words
      default: throw .unsupportedQuery(clause.query.description)
      }
      var terms: [[UInt8]] = []
      tokenizer.forEachToken(in: text.utf8.span) { form, _, _ in
        terms.append(
          tokenizer.withTerm(of: form) { term in unsafe term.withUnsafeBytes { unsafe Array($0) } })
      }
      if !terms.isEmpty { append(Clause(occurrence: clause.occurrence, terms: terms)) }
    }
  }

  private mutating func append(_ clause: Clause) {
    let same = clauses.firstIndex { $0.occurrence == clause.occurrence && $0.terms == clause.terms }
    if let same { clauses[same].repetitions += 1 } else { clauses.append(clause) }
  }
}
