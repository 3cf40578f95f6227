import FTSAnalysis
import FTSDocument
import FTSQuery

/// Makes hits of documents that were found: what is stored of them, a snippet, an explanation.
struct HitFetcher {
  private let weight: QueryWeight
  private let options: SearchOptions
  private let snapshot: Snapshot
  private let highlighter: Highlighter
  private let showsThreadLength: Bool
  private var stored: StoredDocuments
  /// Bytes of the documents of all hits made.
  private var bytes = 0
  /// That of the segment of the hit made last.
  private var explainer: Explainer?
  /// The thread of the hit made last: its id and its review's title.
  private var thread: (id: String, title: String?)?

  /// - Parameter vocabulary: words met in the texts of hits, for all calls the same.
  init(
    _ weight: QueryWeight, _ options: SearchOptions, _ snapshot: Snapshot, _ tokenizer: Tokenizer,
    _ zstandard: Zstandard, _ vocabulary: inout Vocabulary
  ) {
    self.weight = weight
    self.options = options
    self.snapshot = snapshot
    highlighter = Highlighter(weight.plan, weight, tokenizer, &vocabulary)
    showsThreadLength = options.sort.contains { $0.field == .threadLength }
    stored = StoredDocuments(snapshot.segments, zstandard)
  }

  /// The hits of documents, in their order.
  ///
  /// - Throws: also `resultsTooLarge`, with those of calls before.
  /// - Parameter unmatched: those of them that do not match, by number: there is nothing to mark or to explain.
  mutating func hits(
    of documents: some Sequence<ScoredDocument>, unmatched: Set<UInt32> = [], _ vocabulary: inout Vocabulary
  ) throws(IndexError) -> [Hit] {
    // They are fetched in the order in which they are stored.
    var hits: [(rank: Int, hit: Hit)] = []
    for (rank, found) in documents.enumerated().sorted(by: { $0.element.document < $1.element.document }) {
      hits.append((rank, try hit(of: found, matches: !unmatched.contains(found.document), &vocabulary)))
    }
    return hits.sorted { $0.rank < $1.rank }.map(\.hit)
  }

  mutating func hit(
    of found: ScoredDocument, matches: Bool = true, _ vocabulary: inout Vocabulary
  ) throws(IndexError) -> Hit {
    let segment = snapshot.segment(of: Int(found.document))
    if options.explains, explainer?.segment !== segment { explainer = try Explainer(weight, segment) }
    let number = DocID(Int(found.document) - segment.base)
    let (document, thread) = try stored.document(number, in: segment.index)
    bytes += document.bytes
    if bytes > options.maximumBytes { throw .resultsTooLarge(limit: options.maximumBytes) }
    let isRoot = thread == document.id
    if isRoot {
      self.thread = (thread, document.title)
    } else if self.thread?.id != thread {
      self.thread = (thread, try reviewTitle(ofThread: thread))
    }
    return Hit(
      document: document, thread: thread, threadTitle: isRoot ? nil : self.thread?.title,
      score: weight.scale.score(found.score),
      threadLength: showsThreadLength ? Int(snapshot.threadLengths[segment.index][Int(number)]) : nil,
      snippet: options.makesSnippets && matches ? highlighter.snippet(of: document, &vocabulary) : nil,
      explanation: matches ? explainer?.explain(number, score: found.score, snapshot) : nil)
  }

  private mutating func reviewTitle(ofThread thread: String) throws(IndexError) -> String? {
    guard let review = try snapshot.find(thread) else { return nil }
    return try stored.document(review.document, in: review.segment).document.title
  }
}
