public import FTSQuery
import FoundationEssentials

/// What to return of a search, beside the query itself.
public struct SearchOptions: Equatable, Sendable {
  /// Hits to return, at least 0.
  public var limit = 10
  /// Best hits to pass over first.
  public var offset = 0
  /// Only documents of this kind.
  public var kind: String?
  /// Only documents that were written after that.
  public var since: IndexPosition?
  /// Id of a document that is not to be found.
  public var excludedID: String?
  /// What hits are ordered by, at most `SortKey.limit` keys; by relevance where there is none.
  public var sort: [SortKey] = []
  /// One hit for each thread, ranked by the best of its documents that match.
  public var byThread = false
  /// Of each thread, the matching documents to return beside its review, where hits are threads; at least 0.
  public var comments = 3
  /// What scores are multiplied by.
  public var boosts: [Boost] = []
  /// What phrases of neighbouring words weigh beside the words, at least 0, where documents are ordered by relevance; hits that
  /// are threads, or documents like one, are ordered by words alone.
  public var proximity = 0.0
  /// Fold documents with nearly the same text into the first of them, of the best that are looked at for that; excludes
  /// a cursor.
  public var collapses = false
  /// Where the page before ended, of which this is the next; then nothing is passed over by `offset`.
  public var cursor: SearchCursor?
  /// What all that matches is counted by.
  public var facets: [Facet] = []
  /// Count every match.
  public var countsTotal = true
  /// Cut a snippet from each hit.
  public var makesSnippets = true
  /// Synonyms and stop words that it goes by.
  public var dictionaries = SearchDictionaries()
  /// Tell how each score came about.
  public var explains = false
  /// Score every document without pruning: the proof that pruning changes nothing.
  public var isExhaustive = false

  /// Different words that a pattern may come to; of more `tooManyForms` is thrown.
  public var maximumForms = Int.max
  /// Bytes that the documents returned may have, texts and attributes; of more `resultsTooLarge` is thrown.
  public var maximumBytes = Int.max

  /// When the search is to end, with what it has found by then; `nil` for never.
  public var deadline: Deadline?
  /// Search only where it is done by the deadline, which is `Deadline.brief`, and expected to: else throw
  /// `deadlineExceeded`.
  public var isBrief = false

  /// The weight of neighbouring words that was tuned on test collections, see Benchmarks.
  public static let tunedProximity = 0.25

  /// The defaults.
  public init() {}

  /// The moment of the search, in seconds since 1970-01-01T00:00:00Z: of the first page, where there is a cursor.
  var now: Int64?

  /// Results that come before those returned.
  var rank: Int { cursor?.rank ?? min(max(0, offset), .max / 2) }

  /// Whether results are ordered by relevance alone, the best first.
  var isRanked: Bool { sort.isEmpty || sort == [SortKey(.relevance)] }

  /// What neighbouring words weigh, where they do.
  var neighbourWeight: Double {
    isRanked && !byThread && excludedID == nil && limit > 0 ? proximity : 0
  }

  /// How many of those sought are passed over.
  var passedOver: Int { cursor == nil ? rank : 0 }

  /// The moment from which dates count.
  var moment: Int64 { cursor?.now ?? now ?? Int64(Date().timeIntervalSince1970) }

  /// A hash of what decides which results there are, and in which order.
  func question(_ query: Query) -> UInt32 {
    let keys = sort.isEmpty ? [SortKey(.relevance)] : sort
    let parts =
      [query.description, kind ?? "", kind == nil ? "" : "kind"] + keys.map(\.description)
      + boosts.map(\.description) + [String(proximity)]
    return UInt32(truncatingIfNeeded: Checksum.hash(parts.joined(separator: "\u{0}")))
  }

  /// Checks that a cursor continues this search in this state of the index.
  ///
  /// - Throws: `cursorExpired`, `cursorMismatch`.
  func checkCursor(_ query: Query, _ snapshot: Snapshot) throws(IndexError) {
    guard let cursor else { return }
    guard cursor.generation == snapshot.manifest.generation, cursor.state == snapshot.state else {
      throw .cursorExpired
    }
    let documents = snapshot.manifest.documents
    guard cursor.question == question(query), cursor.rank <= documents, cursor.last.document < documents
    else {
      throw .cursorMismatch
    }
  }

  /// Checks that what it names is there.
  ///
  /// - Throws: `unknownField`, `invalidSetting`.
  func check(_ snapshot: Snapshot) throws(IndexError) {
    guard sort.count <= SortKey.limit else {
      throw .invalidSetting("results are ordered by at most \(SortKey.limit) keys, not \(sort.count)")
    }
    guard !byThread || sort.isEmpty else { throw .invalidSetting("threads are ordered by relevance alone") }
    guard !byThread || !collapses && cursor == nil else {
      throw .invalidSetting("threads are not folded, and have no cursors")
    }
    guard proximity >= 0, proximity.isFinite else {
      throw .invalidSetting("the weight of neighbouring words is at least 0, not \(proximity)")
    }
    guard boosts.allSatisfy(\.isValid), Set(boosts.map(\.name)).count == boosts.count else {
      throw .invalidSetting("a boost may be given once, and a half-life is at least a second")
    }
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

  /// Checks that a search that is to be brief can be.
  ///
  /// - Throws: `deadlineExceeded`.
  func checkCost(of weight: QueryWeight, _ snapshot: Snapshot) throws(IndexError) {
    guard isBrief else { return }
    guard SearchCost.nanoseconds(weight, self, snapshot) <= SearchCost.brief else {
      throw .deadlineExceeded
    }
  }

  /// How many documents are sought in all: those passed over and those returned.
  var window: Int {
    // No index holds as many documents as half of what an Int can count.
    guard limit > 0 else { return 0 }
    return min(limit, .max / 2) + (cursor == nil ? rank : 0)
  }
}
