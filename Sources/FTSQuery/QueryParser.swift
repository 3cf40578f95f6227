/// Reads queries as people type them.
///
///     query   = clause *(space clause)
///     clause  = [ "+" / "-" ] (phrase / word)
///     phrase  = quote *any quote      the closing quote may be missing at the end
///     word    = 1*(any but space)     a quote within a word is part of it
///
/// Quotes are straight or curly. `+` makes a clause required, `-` forbids it; a sign counts only
/// at the beginning of a clause and with something behind it, so that "sci-fi" and "C++" are
/// words. Nothing a person types is an error but a query that looks for nothing.
public struct QueryParser {
  private let text: String
  private var rest: Substring

  private init(_ text: String) {
    self.text = text
    rest = text[...]
  }

  /// The query that `text` spells.
  ///
  /// - Throws: where `text` has neither a word nor a phrase.
  public static func parse(_ text: String) throws(QuerySyntaxError) -> Query {
    var parser = QueryParser(text)
    var clauses: [Query.Clause] = []
    while let clause = parser.nextClause() { clauses.append(clause) }
    guard !clauses.isEmpty else {
      throw QuerySyntaxError(reason: "the query is empty; give at least one word", position: 0)
    }
    return Query(clauses: clauses)
  }

  private mutating func nextClause() -> Query.Clause? {
    while true {
      rest = rest.drop { $0.isWhitespace }
      guard let first = rest.first else { return nil }
      let occurrence = sign(first)
      if occurrence != .should { rest.removeFirst() }
      let leaf = isQuote(rest.first) ? phrase() : word()
      // A sign with nothing behind it, and quotes around nothing, say nothing.
      if let (leaf, content) = leaf {
        return Query.Clause(occurrence, leaf, range: offset(content.startIndex)..<offset(content.endIndex))
      }
    }
  }

  private func sign(_ character: Character) -> Query.Occurrence {
    switch character {
    case "+": .must
    case "-": .mustNot
    default: .should
    }
  }

  private mutating func phrase() -> (Query.Leaf, Substring)? {
    rest.removeFirst()
    let content = rest.prefix { !isQuote($0) }
    rest = rest[content.endIndex...].dropFirst()
    return content.allSatisfy(\.isWhitespace) ? nil : (.phrase(String(content)), content)
  }

  private mutating func word() -> (Query.Leaf, Substring)? {
    let content = rest.prefix { !$0.isWhitespace }
    rest = rest[content.endIndex...]
    return content.isEmpty ? nil : (.word(String(content)), content)
  }

  private func isQuote(_ character: Character?) -> Bool {
    guard let character else { return false }
    return character == "\"" || character == "“" || character == "”" || character == "„"
  }

  private func offset(_ index: Substring.Index) -> Int {
    text.utf8.distance(from: text.startIndex, to: index)
  }
}
