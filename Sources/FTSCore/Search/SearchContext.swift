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
  private let settings: IndexSettings
  private let tokenizer: Tokenizer
  /// Words met in the texts of hits.
  private var vocabulary = Vocabulary()
  private var searcher = SegmentSearcher()

  init(_ store: IndexStore) {
    settings = store.settings
    tokenizer = store.analyzer.makeTokenizer()
  }

  /// Answers `query` from `snapshot`.
  func search(_ query: Query, _ options: SearchOptions, _ snapshot: Snapshot) throws(IndexError)
    -> SearchResults
  {
    let plan = QueryPlan(query, tokenizer)
    var results = SearchResults(
      total: options.countsTotal ? 0 : nil, hits: [], generation: snapshot.manifest.generation)
    guard !plan.clauses.isEmpty else { return results }
    let weight = try QueryWeight(plan, snapshot, settings)
    // No index holds as many documents as half of what an Int can count.
    let k = min(max(0, options.limit), .max / 2) + min(max(0, options.offset), .max / 2)
    var top = TopDocs(capacity: options.limit > 0 ? k : 0)
    var total = 0
    for segment in snapshot.segments {
      total += try searcher.search(
        segment, weight: weight, options: options, k: options.limit > 0 ? k : 0, top: &top)
    }
    if options.countsTotal { results.total = total }
    if vocabulary.memory > Self.vocabularyLimit { vocabulary = Vocabulary() }
    let highlighter = Highlighter(plan, weight, tokenizer, &vocabulary)
    // Documents are fetched in the order in which they are stored.
    var stored = StoredDocuments(snapshot.segments, zstandard)
    let ranked = top.sorted().dropFirst(max(0, options.offset)).enumerated()
    var hits: [(rank: Int, hit: Hit)] = []
    for (rank, entry) in ranked.sorted(by: { $0.element.document < $1.element.document }) {
      hits.append((rank, try hit(entry, weight, options, snapshot, &stored, highlighter)))
    }
    results.hits = hits.sorted { $0.rank < $1.rank }.map(\.hit)
    return results
  }

  private func hit(
    _ entry: TopDocs.Entry, _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot,
    _ stored: inout StoredDocuments, _ highlighter: Highlighter
  ) throws(IndexError) -> Hit {
    let segment = snapshot.segment(of: Int(entry.document))
    let document = DocID(Int(entry.document) - segment.base)
    let found = try stored.document(document, in: segment.index)
    var threadTitle: String?
    if found.thread != found.document.id, let review = try snapshot.find(found.thread) {
      threadTitle = try stored.document(review.document, in: review.segment).document.title
    }
    return Hit(
      document: found.document, thread: found.thread, threadTitle: threadTitle, score: entry.score,
      snippet: options.makesSnippets ? highlighter.snippet(of: found.document.body, &vocabulary) : nil,
      explanation: options.explains ? try Explainer(weight, segment).explain(document, snapshot) : nil)
  }
}
