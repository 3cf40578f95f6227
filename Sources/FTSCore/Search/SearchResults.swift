public import FTSDocument

/// The answer to a search.
public struct SearchResults: Equatable, Sendable {
  /// Whether the deadline came before the end: the hits match and are the best of what was looked at, facets count what
  /// was looked at, and there are no totals.
  public var isPartial = false
  /// Exact number of matching documents, or of threads where hits are threads, where it was asked for.
  public var total: Int?
  /// Exact number of matching documents, where hits are threads and it was asked for.
  public var documents: Int?
  /// The first hits in the order asked for; of equal ones the document indexed first.
  public var hits: [Hit]
  /// What all that matches was counted by, in the order asked for.
  public var facets: [FacetCounts] = []
  /// Where these end, if more may follow: where the total is not known, none need to.
  public var cursor: SearchCursor?
  /// What may have been meant, where words of the query are in no document or in hardly any.
  public var suggestion: SpellingSuggestion?
  /// Number of the commit that answered.
  public var generation: UInt64

  /// An answer of these parts.
  public init(total: Int?, hits: [Hit], generation: UInt64) {
    self.total = total
    self.hits = hits
    self.generation = generation
  }

  /// Takes back what is promised of all that matches.
  mutating func becomePartial() {
    isPartial = true
    total = nil
    documents = nil
    cursor = nil
  }
}

/// One document found.
public struct Hit: Equatable, Sendable {
  /// The document as it was indexed.
  public var document: Document
  /// Id of the review at the root of the document's thread; its own id for a review.
  public var thread: String
  /// Title of that review where the hit is not that review itself and the review is indexed.
  public var threadTitle: String?
  /// BM25F score; of a thread, that of its best document.
  public var score: Float
  /// How many documents the thread has, where hits are ordered by that.
  public var threadLength: Int?
  /// What of its thread matches, where hits are threads.
  public var matches: ThreadMatches?
  /// How many documents were folded into it.
  public var duplicates = 0
  /// Why it was found, where that was asked for and the body is not empty.
  public var snippet: Snippet?
  /// How the score came about, where that was asked for.
  public var explanation: Explanation?

  /// A hit of these parts.
  public init(
    document: Document, thread: String, threadTitle: String?, score: Float, threadLength: Int? = nil,
    snippet: Snippet?, explanation: Explanation?
  ) {
    self.document = document
    self.thread = thread
    self.threadTitle = threadTitle
    self.score = score
    self.threadLength = threadLength
    self.snippet = snippet
    self.explanation = explanation
  }
}
