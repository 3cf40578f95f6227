public import FTSCore
import FTSDocument
public import FTSProtocol
import FTSQuery

extension SearchOptions {
  /// - Throws: `invalidCursor`.
  init(_ request: SearchRequest) throws(Problem) {
    self.init()
    limit = request.limit
    offset = request.offset
    if let text = request.cursor {
      guard let cursor = SearchCursor(text) else {
        throw Problem(.invalidCursor, "the cursor is damaged: '\(text)' is not what an answer gave")
      }
      self.cursor = cursor
    }
    kind = request.kind
    excludedID = request.like
    sort = request.sort
    byThread = request.by == .thread
    comments = request.comments ?? SearchRequest.usualComments
    facets = request.facets
    boosts = request.boosts
    if request.proximity { proximity = SearchOptions.tunedProximity }
    collapses = request.collapse
    countsTotal = request.total
    makesSnippets = request.snippet
    explains = request.explain
    isExhaustive = request.exhaustive
    maximumForms = Limits.forms
    maximumBytes = Limits.answerBytes
  }
}

extension SearchHit {
  init(_ hit: Hit) {
    self.init(
      id: hit.document.id, kind: hit.document.kind.rawValue, score: hit.score,
      metadata: DocumentMetadata(hit.document, thread: hit.thread, threadTitle: hit.threadTitle),
      threadLength: hit.threadLength, duplicates: hit.duplicates,
      snippet: hit.snippet?.text, highlights: hit.snippet?.highlights ?? [],
      explanation: hit.explanation.map(ScoreExplanation.init), matches: hit.matches.map(ThreadResponse.init))
  }
}

extension FacetResponse {
  init(_ counts: FacetCounts) {
    self.init(
      name: counts.facet.name, documents: counts.documents, mean: counts.mean,
      values: counts.buckets.map { Bucket(value: Attributes.Value($0.value), count: $0.count) },
      otherValues: counts.otherValues)
  }
}

extension ThreadResponse {
  init(_ matches: ThreadMatches) {
    self.init(
      documents: matches.documents, includesHit: matches.includesHit,
      comments: matches.comments.map(SearchHit.init), more: matches.more)
  }
}

extension DocumentMetadata {
  init(_ document: Document, thread: String, threadTitle: String?) {
    self.init(
      title: document.title, author: document.author, date: document.date?.description,
      rating: document.rating,
      parent: document.parent, thread: thread, threadTitle: threadTitle, url: document.url,
      tags: document.tags,
      language: document.language,
      attributes: Attributes(document.attributes.map { ($0.name, Attributes.Value($0.value)) }))
  }
}

extension Attributes.Value {
  init(_ value: Attribute.Value) {
    switch value {
    case .string(let text): self = .string(text)
    case .number(let number): self = .number(number)
    }
  }
}

extension Attributes.Value {
  init(_ value: FacetCounts.Value) {
    switch value {
    case .text(let text): self = .string(text)
    case .number(let number): self = .number(number)
    }
  }
}

extension DocumentResponse {
  init(_ document: Document, thread: String) {
    self.init(
      id: document.id, kind: document.kind.rawValue,
      metadata: DocumentMetadata(document, thread: thread, threadTitle: nil), body: document.body)
  }
}

extension ExplainResponse {
  init(_ explanation: MatchExplanation, query: String, id: String, tookMicroseconds: Int) {
    self.init(
      query: query, id: id, total: explanation.total, tookMicroseconds: tookMicroseconds,
      rank: explanation.rank, explanation: explanation.explanation.map(ScoreExplanation.init),
      mismatches: explanation.mismatches.map(Mismatch.init), stopWords: explanation.stopWords,
      language: explanation.language)
  }
}

extension ExplainResponse.Mismatch {
  init(_ mismatch: FTSCore.Mismatch) {
    self.init(part: mismatch.part, reason: mismatch.reason, parts: mismatch.parts.map(Self.init))
  }
}

extension ScoreExplanation {
  init(_ explanation: Explanation) {
    self.init(
      score: explanation.score, length: explanation.length, averageLength: explanation.averageLength,
      k1: explanation.k1, b: explanation.b, documentCount: explanation.documentCount,
      contributions: explanation.contributions.map(Contribution.init),
      boosts: explanation.factors.map { Factor(boost: $0.boost.description, factor: $0.factor) })
  }
}

extension ScoreExplanation.Contribution {
  init(_ contribution: Explanation.Contribution) {
    self.init(
      clause: contribution.clause, forms: contribution.forms, terms: contribution.terms,
      byReviewTitle: contribution.byReviewTitle ? true : nil, bodyFrequency: contribution.bodyFrequency,
      titleFrequency: contribution.titleFrequency, authorFrequency: contribution.authorFrequency,
      weightedFrequency: contribution.weightedFrequency, documentFrequency: contribution.documentFrequency,
      idf: contribution.idf, score: contribution.score)
  }
}

extension StatsResponse {
  init(_ statistics: IndexStatistics) {
    self.init(
      analyzer: statistics.settings.analyzer,
      protectedWords: statistics.settings.protectedWords.words, k1: statistics.settings.k1,
      b: statistics.settings.b, titleWeight: statistics.settings.weights.title,
      documents: statistics.documents, kinds: Tally(statistics.kinds.map { ($0.kind, $0.count) }),
      threads: statistics.threads, deleted: statistics.deletedDocuments, segments: statistics.segments,
      terms: statistics.terms, textBytes: statistics.textBytes, indexBytes: statistics.fileBytes,
      freeBytes: statistics.freeBytes,
      parts: Tally(statistics.partBytes.map { ($0.part, $0.bytes) }), generation: statistics.generation)
  }
}

extension IndexSummary {
  /// What a writer did; what the sources and the clock say is the caller's to add.
  public init(_ summary: WriteSummary) {
    self.init()
    documents = summary.documents
    reviews = summary.reviews
    comments = summary.comments
    others = summary.others
    threads = summary.threads
    updated = summary.updated
    deleted = summary.deleted
    textBytes = summary.textBytes
  }
}

extension Problem {
  init(_ error: IndexError) {
    switch error {
    case .unknownField, .invalidSetting: self.init(.invalidParameter, error.description)
    case .cursorExpired: self.init(.cursorExpired, error.description)
    case .cursorMismatch: self.init(.invalidCursor, error.description)
    case .tooManyForms: self.init(.tooManyWords, error.description)
    case .resultsTooLarge: self.init(.answerTooLarge, error.description)
    case .deadlineExceeded: self.init(.deadlineExceeded, error.description)
    case .corrupted: self.init(.indexDamaged, error.description)
    case .invalidDocument(_, let reason): self.init(.invalidDocument, reason)
    case .locked: self.init(.writerBusy, "another process is writing to the index; try again later")
    case .overloaded: self.init(.overloaded, error.description)
    case .diskFull: self.init(.diskFull, error.description)
    default: self.init(.indexUnavailable, error.description)
    }
  }
}

extension CheckFindingResponse {
  package init(_ finding: CheckFinding) {
    self.init(
      kind: finding.kind.rawValue, segment: finding.segment.map(Int.init), damage: finding.isDamage,
      message: finding.message)
  }
}

extension CheckResponse {
  package init(_ report: CheckReport, seconds: Double) {
    self.init(findings: report.findings.map(CheckFindingResponse.init))
    generation = report.generation
    segments = report.segments
    documents = report.documents
    bytes = report.bytes
    rederived = report.rederived
    searched = report.searched
    untold = report.untold
    self.seconds = seconds
  }
}
