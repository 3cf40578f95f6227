import FTSQuery

/// What of a query one document matches, found by the slow and plain way.
struct PlanMatches {
  private let plan: QueryPlan
  /// By clause, how often it occurs in the document, in the fields where it may.
  private(set) var frequencies: [FieldFrequencies] = []
  /// By clause, whether the document lies below a review with it in its title and matches by that.
  private(set) var isTitled: [Bool] = []
  /// By filter, whether it holds.
  private var holds: [Bool] = []

  /// - Parameters:
  ///   - filters: the plan's, in the segment.
  ///   - document: one of the segment's.
  init(_ weight: QueryWeight, _ filters: [SegmentFilter], _ segment: SegmentReader, _ document: DocID) {
    plan = weight.plan
    for (clause, planned) in zip(weight.clauses, plan.clauses) {
      let lists = clause.terms.compactMap { $0.postings[segment.index]?.list }
      let found =
        lists.count == clause.terms.count
        ? Self.frequencies(lists, near: planned.near, in: document) : FieldFrequencies()
      frequencies.append(found.only(planned.field))
      isTitled.append(!clause.titled.isEmpty && clause.titled[segment.index].contains(document))
    }
    for filter in filters {
      let lanes = filter.lanes(Int(document) / Grid.blockSize)
      holds.append(lanes >> UInt64(Int(document) % Grid.blockSize) & 1 != 0)
    }
  }

  /// Whether the document matches.
  var matches: Bool { plan.parts.map { matches($0) } ?? false }

  /// The clauses by which the document scores, in the order of the query.
  var scoringClauses: [Int] {
    var clauses: [Int] = []
    if let parts = plan.parts { collect(.boolean(parts), &clauses) }
    return clauses
  }

  private func collect(_ node: PlanNode, _ clauses: inout [Int]) {
    guard matches(node) else { return }
    switch node {
    case .clause(let clause): if plan.clauses[clause].scores { clauses.append(clause) }
    case .boolean(let parts):
      for part in parts where part.occurrence == .should || part.occurrence == .must {
        collect(part.node, &clauses)
      }
    case .atLeast(_, let nodes): for node in nodes { collect(node, &clauses) }
    case .filter, .everything, .nothing: break
    }
  }

  private func matches(_ node: PlanNode) -> Bool {
    switch node {
    case .clause(let clause): frequencies[clause].total > 0 || isTitled[clause]
    case .filter(let filter): holds[filter]
    case .everything: true
    case .nothing: false
    case .boolean(let parts): matches(parts)
    case .atLeast(let count, let nodes): nodes.count(where: matches) >= count
    }
  }

  private func matches(_ parts: [PlanNode.Part]) -> Bool {
    func those(_ occurrence: Query.Occurrence) -> [PlanNode.Part] {
      parts.filter { $0.occurrence == occurrence }
    }
    return (those(.must) + those(.filter)).allSatisfy { matches($0.node) }
      && !those(.mustNot).contains { matches($0.node) }
      && (!those(.must).isEmpty || those(.should).isEmpty || those(.should).contains { matches($0.node) })
  }

  /// How often a term, or a clause of several, occurs.
  private static func frequencies(
    _ lists: [PostingList], near: NearCounter?, in document: DocID
  ) -> FieldFrequencies {
    guard lists.count > 1 else { return lists[0].frequencies(in: document) ?? FieldFrequencies() }
    if let near { return frequencies(lists, near, in: document) }
    // The places at which the phrase would begin, by each of its terms.
    var starts: Set<[Int]>?
    for (index, list) in lists.enumerated() {
      let own = Set(list.positions(in: document).map { [Int($0.field.rawValue), $0.position - index] })
      starts = starts?.intersection(own) ?? own
    }
    var frequencies = FieldFrequencies()
    for start in starts ?? [] {
      if let field = Field(rawValue: UInt8(start[0])) { frequencies[field] += 1 }
    }
    return frequencies
  }

  /// How often some terms are near each other: see `NearCounter`, which finds the same without trying.
  private static func frequencies(
    _ lists: [PostingList], _ near: NearCounter, in document: DocID
  ) -> FieldFrequencies {
    var frequencies = FieldFrequencies()
    for field in Field.allCases {
      var words: [Int: Int] = [:]
      for (list, word) in zip(lists, near.words) {
        for place in list.positions(in: document) where place.field == field { words[place.position] = word }
      }
      let text = words.sorted { $0.key < $1.key }
      var first = 0
      for last in text.indices {
        // The longest stretch that ends here has all that a shorter one has.
        let stretch = text[first...last].suffix(near.width)
          .filter { text[last].key - $0.key < near.width }.map(\.value)
        guard near.isOrdered ? has(stretch, inOrder: near.words) : has(stretch, all: near.words)
        else { continue }
        frequencies[field] += 1
        first = last + 1
      }
    }
    return frequencies
  }

  private static func has(_ stretch: [Int], inOrder words: [Int]) -> Bool {
    var rest = words[...]
    for word in stretch where word == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }

  private static func has(_ stretch: [Int], all words: [Int]) -> Bool {
    Set(words).allSatisfy { word in stretch.count { $0 == word } >= words.count { $0 == word } }
  }
}
