public import FTSQuery

extension RandomQuery {
  /// A tree of any shape over words, phrases and words near each other, some of them in a field, kinds and threads.
  ///
  /// - Parameter depth: groups in groups at most.
  public func nextTree(depth: Int = 5, using generator: inout some RandomNumberGenerator) -> Query {
    let kind = Int.random(in: 0..<10, using: &generator)
    guard depth > 0, kind < 7 else { return makeTreeLeaf(using: &generator) }
    let count = Int.random(in: 1...4, using: &generator)
    switch kind {
    case 0:
      let boost: Double = [0, 0.5, 2, 3, 10].randomElement(using: &generator) ?? 1
      return Query(.boosted(nextTree(depth: depth - 1, using: &generator), by: boost))
    case 1...2:
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
    default:
      let leaf = makeLeaf(using: &generator)
      guard case .text(let match, in: nil) = leaf.node, chance(0.3, using: &generator) else { return leaf }
      return Query(.text(match, in: Bool.random(using: &generator) ? .title : .body))
    }
  }
}
