import FTSAnalysis
import FTSDocument
import FTSQuery

/// What one search at a time needs and the next can use again: analysis, scratch memory of
/// evaluation, decompression.
///
/// `Sendable` without the compiler's proof: `IndexReader` gives a context to one search at a
/// time, under a lock.
final class SearchContext: @unchecked Sendable {
  /// Bytes of vocabulary past which it begins anew.
  private static let vocabularyLimit = 16 << 20

  let zstandard = Zstandard()
  private let store: IndexStore
  private let tokenizer: Tokenizer
  /// The last commit that was searched, suspended between searches.
  private var snapshot: Snapshot?
  private var bm25: BM25?
  /// Words met in the texts of hits.
  private var vocabulary = Vocabulary()
  private var searcher = SegmentSearcher()
  private var top = TopDocs()

  init(_ store: IndexStore) {
    self.store = store
    tokenizer = store.analyzer.makeTokenizer()
  }

  /// Answers `query` from the last commit.
  func search(_ query: Query, _ options: SearchOptions) throws(IndexError) -> SearchResults {
    let snapshot = try resumeSnapshot()
    defer { snapshot.suspend() }
    let plan = try QueryPlan(query, tokenizer)
    var results = SearchResults(
      total: options.countsTotal ? 0 : nil, hits: [], generation: snapshot.manifest.generation)
    guard plan.parts != nil else { return results }
    let weight = try bind(plan, snapshot)
    results.total = try evaluate(weight, options, snapshot)
    if vocabulary.memory > Self.vocabularyLimit { vocabulary = Vocabulary() }
    let highlighter = Highlighter(plan, weight, tokenizer, &vocabulary)
    // Documents are fetched in the order in which they are stored.
    var stored = StoredDocuments(snapshot.segments, zstandard)
    let ranked = top.sorted().dropFirst(max(0, options.offset)).enumerated()
    var hits: [(rank: Int, hit: Hit)] = []
    var explainer: Explainer?
    for (rank, entry) in ranked.sorted(by: { $0.element.document < $1.element.document }) {
      let segment = snapshot.segment(of: Int(entry.document))
      if options.explains, explainer?.segment !== segment { explainer = try Explainer(weight, segment) }
      hits.append((rank, try hit(entry, segment, weight, options, snapshot, &stored, highlighter, explainer)))
    }
    results.hits = hits.sorted { $0.rank < $1.rank }.map(\.hit)
    return results
  }

  /// Finds the best documents of a query and fetches none of them.
  func rank(
    _ query: Query, _ options: SearchOptions, _ counter: () -> Int
  ) throws(IndexError) -> Ranking {
    let snapshot = try resumeSnapshot()
    defer { snapshot.suspend() }
    let plan = try QueryPlan(query, tokenizer)
    var ranking = Ranking()
    guard plan.parts != nil else { return ranking }
    let weight = try bind(plan, snapshot)
    let before = counter()
    ranking.total = try evaluate(weight, options, snapshot)
    let after = counter()
    ranking.documents = top.sorted().dropFirst(max(0, options.offset)).map {
      ($0.document, weight.scale.score($0.score))
    }
    ranking.work = searcher.takeWork()
    ranking.work.counted = after - before
    return ranking
  }

  /// The snapshot of the last commit: the one there is, where nothing was committed since.
  private func resumeSnapshot() throws(IndexError) -> Snapshot {
    if let snapshot, snapshot.resume() { return snapshot }
    let opened = try store.snapshot()
    snapshot = opened
    bm25 = nil
    return opened
  }

  private func bind(_ plan: QueryPlan, _ snapshot: Snapshot) throws(IndexError) -> QueryWeight {
    let bm25 =
      self.bm25 ?? BM25(settings: store.settings, averageLength: snapshot.manifest.averageLength)
    self.bm25 = bm25
    return try QueryWeight(plan, snapshot, bm25: bm25, fieldWeights: store.settings.weights)
  }

  /// Leaves the best documents in `top`; returns how many match where that is asked for.
  private func evaluate(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot
  ) throws(IndexError) -> Int? {
    // No index holds as many documents as half of what an Int can count.
    let k = options.limit > 0 ? min(options.limit, .max / 2) + min(max(0, options.offset), .max / 2) : 0
    top.begin(capacity: k)
    var total = 0
    for segment in snapshot.segments {
      total += try searcher.search(segment, weight: weight, options: options, k: k, top: &top)
    }
    return options.countsTotal ? total : nil
  }

  private func hit(
    _ entry: TopDocs.Entry, _ segment: SegmentReader, _ weight: QueryWeight, _ options: SearchOptions,
    _ snapshot: Snapshot, _ stored: inout StoredDocuments, _ highlighter: Highlighter, _ explainer: Explainer?
  ) throws(IndexError) -> Hit {
    let document = DocID(Int(entry.document) - segment.base)
    let found = try stored.document(document, in: segment.index)
    var threadTitle: String?
    if found.thread != found.document.id, let review = try snapshot.find(found.thread) {
      threadTitle = try stored.document(review.document, in: review.segment).document.title
    }
    return Hit(
      document: found.document, thread: found.thread, threadTitle: threadTitle,
      score: weight.scale.score(entry.score),
      snippet: options.makesSnippets ? highlighter.snippet(of: found.document.body, &vocabulary) : nil,
      explanation: explainer?.explain(document, snapshot))
  }
}
