public import FTSQuery

extension RandomQuery {
  /// A tree of any shape over words, phrases, words near each other and patterns, some of them in a field, kinds,
  /// threads and conditions on others of a thread.
  ///
  /// - Parameter depth: groups in groups at most.
  public func nextTree(depth: Int = 5, using generator: inout some RandomNumberGenerator) -> Query {
    let kind = Int.random(in: 0..<10, using: &generator)
    guard depth > 0, kind < 8 else { return makeTreeLeaf(using: &generator) }
    let count = Int.random(in: 1...4, using: &generator)
    switch kind {
    case 0:
      let boost: Double = [0, 0.5, 2, 3, 10].randomElement(using: &generator) ?? 1
      return Query(.boosted(nextTree(depth: depth - 1, using: &generator), by: boost))
    case 1:
      let inner = nextTree(depth: depth - 1, using: &generator)
      return Query(.filter(Bool.random(using: &generator) ? .inReview(inner) : .hasComment(inner)))
    case 2...3:
      let queries = (0..<count).map { _ in nextTree(depth: depth - 1, using: &generator) }
      return Query(
        .atLeast(
          Int.random(in: 1...count + (chance(0.1, using: &generator) ? 1 : 0), using: &generator), queries))
    default:
      let isUnion = chance(0.3, using: &generator)
      return Query(
        clauses: (0..<count).map { _ in
          let occurrence: Query.Occurrence =
            isUnion
            ? .should : chance(0.1, using: &generator) ? .filter : makeOccurrence(using: &generator)
          return Query.Clause(occurrence, nextTree(depth: depth - 1, using: &generator))
        })
    }
  }

  private func makeTreeLeaf(using generator: inout some RandomNumberGenerator) -> Query {
    switch Int.random(in: 0..<40, using: &generator) {
    case 0: return Query(.everything)
    case 1: return .nothing
    case 2: return .word(" ")
    case 3...5:
      return Query(.filter(.kind(["review", "comment", "note"].randomElement(using: &generator) ?? "")))
    case 6: return Query(.filter(.thread(threads.randomElement(using: &generator) ?? "")))
    case 7...8:
      let author = authors.randomElement(using: &generator) ?? "nobody"
      guard Bool.random(using: &generator) else { return Query(.filter(.equals(.replyTo, author))) }
      let word = tokens(of: author).randomElement(using: &generator) ?? author
      let match = Bool.random(using: &generator) ? TextMatch.word(word) : .phrase(author)
      return Query(.filter(.contains(.replyTo, match)))
    default:
      let leaf =
        chance(0.15, using: &generator)
        ? Query(.text(nextPattern(using: &generator), in: nil)) : makeLeaf(using: &generator)
      guard case .text(let match, in: nil) = leaf.node, chance(0.3, using: &generator) else { return leaf }
      return Query(.text(match, in: Bool.random(using: &generator) ? .title : .body))
    }
  }
}
