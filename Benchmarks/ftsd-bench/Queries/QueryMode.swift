import ArgumentParser
import FTSCore
import FTSQuery

/// What is made of a line of words.
enum QueryMode: String, CaseIterable, ExpressibleByArgument {
  /// Documents with any of the words.
  case union
  /// Documents with all of the words.
  case intersection
  /// Documents with the words one after the other.
  case phrase
  /// Documents with the words in any order and at most four others between them.
  case near
  /// The number of documents with any of the words, and no document.
  case count
  /// Union, intersection and phrase by turns.
  case mixed

  /// The query of `line`, which is the `index`-th.
  func query(of line: String, at index: Int) -> Query {
    switch self {
    case .union, .count: query(of: line, .should)
    case .intersection: query(of: line, .must)
    case .phrase: Query(clauses: [Query.Clause(.must, .phrase(line))])
    case .near: Query(.text(.near(line, slop: 4, isOrdered: false), in: nil))
    case .mixed: [QueryMode.union, .intersection, .phrase][index % 3].query(of: line, at: index)
    }
  }

  /// What to ask for: nothing beside the best `limit` documents, or their number.
  func options(limit: Int, isExhaustive: Bool) -> SearchOptions {
    var options = SearchOptions()
    options.limit = self == .count ? 0 : limit
    options.countsTotal = self == .count
    options.makesSnippets = false
    options.isExhaustive = isExhaustive
    return options
  }

  private func query(of line: String, _ occurrence: Query.Occurrence) -> Query {
    Query(clauses: line.split(separator: " ").map { Query.Clause(occurrence, .word(String($0))) })
  }
}
