/// What to look for: a tree, which text (`QueryParser`), JSON and Swift build alike.
///
/// A query matches documents and gives each a score. It is a value: two queries that say the same are
/// equal, wherever they were written. `description` writes a query as a text that is read as the same
/// query, provided the tree is as a text gives it: no group is empty or of one clause (but one of a
/// single `mustNot`), a `should` clause stands on a filter only where all clauses are `should`, a
/// `filter` clause stands on filters only, no boost is 1.
public struct Query: Sendable {
  /// What a query is made of.
  public indirect enum Node: Equatable, Sendable {
    /// Every document, with score 0.
    case everything
    /// Documents with these words in a text field, or in any of them.
    case text(TextMatch, in: TextField?)
    /// Documents of which something holds, with score 0.
    case filter(Filter)
    /// Documents that match the clauses together: every `must` and every `filter` clause, no `mustNot`
    /// clause and, where there are `should` clauses and no `must` clause, at least one of them. The
    /// score is the sum over the `must` and `should` clauses that match, in their order. Without any
    /// clause it matches nothing; with `mustNot` clauses alone, every other document with score 0.
    case boolean([Clause])
    /// Documents that match at least so many of the queries; the score is the sum over those.
    case atLeast(Int, [Query])
    /// What the query matches, its score multiplied; at least 0.
    case boosted(Query, by: Double)
  }

  /// How a clause binds.
  public enum Occurrence: BitwiseCopyable, CaseIterable, Equatable, Sendable {
    /// Adds to the score where it matches, and is enough where nothing is a `must`.
    case should
    /// Has to match, and adds to the score.
    case must
    /// May not match.
    case mustNot
    /// Has to match, and adds nothing; unlike `must` it leaves it to the others to be matched as well.
    case filter
  }

  /// One part of a boolean query.
  public struct Clause: Equatable, Sendable {
    /// How it binds.
    public var occurrence: Occurrence
    /// What it looks for.
    public var query: Query

    /// A clause of these parts.
    public init(_ occurrence: Occurrence, _ query: Query) {
      self.occurrence = occurrence
      self.query = query
    }
  }

  /// What it looks for.
  public var node: Node
  /// Where it stands in the text it was read from, in UTF-8 bytes, without its sign.
  public var range: Range<Int>?

  /// A query of that node.
  public init(_ node: Node, range: Range<Int>? = nil) {
    self.node = node
    self.range = range
  }

  /// A boolean query of these clauses.
  public init(clauses: [Clause]) { self.init(.boolean(clauses)) }

  /// A query that matches nothing.
  public static let nothing = Query(clauses: [])

  /// Documents with a word in any text field.
  public static func word(_ word: String) -> Query { Query(.text(.word(word), in: nil)) }

  /// Documents with words one after the other, in any one text field.
  public static func phrase(_ words: String) -> Query { Query(.text(.phrase(words), in: nil)) }

  /// The clauses of a boolean query; any other is one `should` clause.
  public var clauses: [Clause] {
    if case .boolean(let clauses) = node { clauses } else { [Clause(.should, self)] }
  }

  /// Whether it scores nothing whatever it matches. A text makes such clauses required wherever they
  /// stand beside others.
  public var isFilter: Bool {
    switch node {
    case .everything, .filter: true
    case .text: false
    case .boosted(let query, let boost): boost == 0 || query.isFilter
    case .atLeast(_, let queries): !queries.isEmpty && queries.allSatisfy(\.isFilter)
    case .boolean(let clauses):
      !clauses.isEmpty
        && clauses.allSatisfy { clause in
          switch clause.occurrence {
          case .mustNot, .filter: true
          case .must, .should: clause.query.isFilter
          }
        }
    }
  }
}

extension Query: Equatable {
  /// Where queries were written does not matter.
  public static func == (a: Query, b: Query) -> Bool { a.node == b.node }
}
