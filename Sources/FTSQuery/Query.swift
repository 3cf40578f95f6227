/// A parsed query: clauses, each of which a document must, should or must not match.
///
/// A document matches when it matches every `must` clause, no `mustNot` clause and, where there
/// is no `must` clause, at least one `should` clause. Where all clauses are `mustNot`, every
/// other document matches, with score 0.
public struct Query: Equatable, Sendable {
  /// How a clause binds.
  public enum Occurrence: BitwiseCopyable, Equatable, Sendable { case should, must, mustNot }

  /// What a clause looks for, as typed; analysis into terms is the index's.
  public enum Leaf: Equatable, Sendable {
    /// A word. Where the analyzer makes several terms of it ("sci-fi"), they are looked for as
    /// a phrase.
    case word(String)
    /// Words one after the other, in one field.
    case phrase(String)
  }

  /// One condition of a query.
  public struct Clause: Equatable, Sendable {
    /// Whether it must, should or must not hold.
    public var occurrence: Occurrence
    /// What it looks for.
    public var leaf: Leaf
    /// Where the leaf stands in the query's text, in UTF-8 bytes, without sign and quotes.
    public var range: Range<Int>

    /// A clause of these parts.
    public init(_ occurrence: Occurrence, _ leaf: Leaf, range: Range<Int> = 0..<0) {
      self.occurrence = occurrence
      self.leaf = leaf
      self.range = range
    }
  }

  /// In the order in which they were typed.
  public var clauses: [Clause]

  /// A query of these clauses.
  public init(clauses: [Clause]) { self.clauses = clauses }

  /// The same query with every `should` clause made a `must` clause.
  public var requiringAll: Query {
    Query(
      clauses: clauses.map { clause in
        var clause = clause
        if clause.occurrence == .should { clause.occurrence = .must }
        return clause
      })
  }
}
