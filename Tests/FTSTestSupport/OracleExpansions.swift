import FTSQuery
import Synchronization

/// What patterns have come to, so that it is found once for all documents.
final class OracleExpansions: Sendable {
  /// All words that a pattern describes as one.
  struct Expansion: Sendable {
    /// Documents in which any of them occurs, in any field.
    var documentFrequency: Int
    /// By document, the weighted occurrences of all of them, in a field or in any.
    var occurrences: [Int: Double]
  }

  private struct Key: Hashable {
    var match: TextMatch
    var field: TextField?
  }

  private let known = Mutex<[Key: Expansion]>([:])

  func expansion(of match: TextMatch, _ field: TextField?, _ find: () -> Expansion) -> Expansion {
    let key = Key(match: match, field: field)
    if let expansion = known.withLock({ $0[key] }) { return expansion }
    let expansion = find()
    known.withLock { $0[key] = expansion }
    return expansion
  }
}

extension Oracle {
  func expansion(of match: TextMatch, _ field: TextField?) -> OracleExpansions.Expansion {
    expansions.expansion(of: match, field) {
      let words = forms(occurrences.keys, describedBy: match)
      var found = OracleExpansions.Expansion(documentFrequency: 0, occurrences: [:])
      for (index, document) in documents.enumerated() {
        let weights = Self.fields(of: document, settings).map { field in
          Double(field.tokens.count(where: words.contains)) * field.weight
        }
        let (title, body, author) = (weights[0], weights[1], weights[2])
        if title + body + author > 0 { found.documentFrequency += 1 }
        let own =
          switch field {
          case nil: title + body + author
          case .title: title
          case .body: body
          }
        if own > 0 { found.occurrences[index] = own }
      }
      return found
    }
  }
}
