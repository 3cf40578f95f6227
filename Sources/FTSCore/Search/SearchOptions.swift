public import FTSQuery

/// What to return of a search, beside the query itself.
public struct SearchOptions: Equatable, Sendable {
  /// Hits to return, at least 0.
  public var limit = 10
  /// Best hits to pass over first.
  public var offset = 0
  /// Only documents of this kind.
  public var kind: String?
  /// What hits are ordered by, at most `SortKey.limit` keys; by relevance where there is none.
  public var sort: [SortKey] = []
  /// One hit for each thread, ranked by the best of its documents that match.
  public var byThread = false
  /// Of each thread, the matching documents to return beside its review, where hits are threads; at least 0.
  public var comments = 3
  /// What all that matches is counted by.
  public var facets: [Facet] = []
  /// Count every match.
  public var countsTotal = true
  /// Cut a snippet from each hit.
  public var makesSnippets = true
  /// Tell how each score came about.
  public var explains = false
  /// Score every document without pruning: the proof that pruning changes nothing.
  public var isExhaustive = false

  /// The defaults.
  public init() {}

  /// Checks that what it names is there.
  ///
  /// - Throws: `unknownField`, `invalidSetting`.
  func check(_ snapshot: Snapshot) throws(IndexError) {
    guard sort.count <= SortKey.limit else {
      throw .invalidSetting("results are ordered by at most \(SortKey.limit) keys, not \(sort.count)")
    }
    guard !byThread || sort.isEmpty else { throw .invalidSetting("threads are ordered by relevance alone") }
    for key in sort {
      guard case .attribute(let name) = key.field, try !snapshot.hasNumbers(name) else { continue }
      let names = try SortKey.names + snapshot.numericAttributes()
      throw .unknownField(
        "there is nothing to order by of the name '\(name)'; there are \(names.joined(separator: ", "))")
    }
    for facet in facets {
      guard case .attribute(let name) = facet.field else { continue }
      let attributes = try snapshot.attributeNames()
      if attributes.contains(name) { continue }
      let names = Facet.names + attributes.sorted()
      throw .unknownField(
        "there is no facet of the name '\(name)'; there are \(names.joined(separator: ", "))")
    }
  }

  /// How many documents are sought in all: those passed over and those returned.
  var window: Int {
    // No index holds as many documents as half of what an Int can count.
    limit > 0 ? min(limit, .max / 2) + min(max(0, offset), .max / 2) : 0
  }
}
