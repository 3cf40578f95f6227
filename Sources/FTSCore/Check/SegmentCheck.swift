import FTSAnalysis

/// Derives again what a segment has besides its documents, and compares.
struct SegmentCheck {
  private let segment: SegmentReader
  private let snapshot: Snapshot
  private let settings: IndexSettings
  private let analyzer: Analyzer
  private let options: CheckOptions
  private let log: CheckLog

  private var number: UInt32 { segment.info.number }

  init(
    _ segment: SegmentReader, _ snapshot: Snapshot, _ store: IndexStore, _ options: CheckOptions,
    _ log: CheckLog
  ) {
    self.segment = segment
    self.snapshot = snapshot
    settings = store.settings
    analyzer = store.analyzer
    self.options = options
    self.log = log
  }

  mutating func run() throws(IndexError) {
    let ids = try identifiers()
    var postings = PostingsCheck(segment, settings, log)
    log.attempt(.dictionary, segment: number) { () throws(IndexError) in try postings.run() }
    checkLengths(postings.lengths)
    log.attempt(.forms, segment: number) { () throws(IndexError) in try checkForms(tokens: postings.tokens) }
    checkThreads()
    log.attempt(.documents, segment: number) { () throws(IndexError) in
      var check = DocumentsCheck(segment, analyzer, ids: ids, postings, settings, options, log)
      try check.run()
    }
  }

  /// By document, the hash of its id. Each document has one id.
  private func identifiers() throws(IndexError) -> [UInt64] {
    var ids = [UInt64?](repeating: nil, count: segment.info.documents)
    log.attempt(.identifiers, segment: number) { () throws(IndexError) in
      try SortedTableCheck.run(\.identifiers, of: segment, longestKey: IndexWriter.maximumIDBytes) {
        (id, value) throws(IndexError) in
        var reader = ByteReader(value)
        let document = reader.varint()
        guard !reader.hasOverrun, document < ids.count, ids[document] == nil else {
          throw segment.damaged(
            "the id '\(String(decoding: id, as: UTF8.self))' leads to no document of its own")
        }
        ids[document] = Checksum.hash(id)
      }
      let missing = ids.count { $0 == nil }
      if missing > 0 { log.find(.identifiers, segment: number, "\(missing) documents have no id") }
    }
    return ids.map { $0 ?? 0 }
  }

  private func checkLengths(_ lengths: [FieldFrequencies]) {
    var sum = 0
    for (document, frequencies) in lengths.enumerated() {
      let length = settings.weights.length(frequencies)
      sum += length
      if LengthCode.encode(length) != segment.lengths[document] {
        log.find(
          .columns, segment: number,
          "the length of document \(document) is \(length), recorded as \(LengthCode.decode(segment.lengths[document]))"
        )
      }
    }
    if sum != segment.info.totalLength {
      log.find(
        .counts, segment: number,
        "the documents have a length of \(sum), the manifest counts \(segment.info.totalLength)")
    }
  }

  /// Each form leads to a term of the dictionary.
  private func checkForms(tokens: Int) throws(IndexError) {
    let tokenizer = analyzer.makeTokenizer()
    var sum = 0
    try SortedTableCheck.run(\.forms, of: segment, longestKey: FormOccurrences.longestForm) {
      (form, value) throws(IndexError) in
      guard let occurrences = FormOccurrences.decode(value), (try? UTF8Span(validating: form.span)) != nil
      else {
        throw segment.damaged("the form '\(String(decoding: form, as: UTF8.self))'")
      }
      sum = min(sum + occurrences, FormOccurrences.greatest)
      let term = tokenizer.withTerm(of: form.span) { term in unsafe term.withUnsafeBytes { unsafe Array($0) }
      }
      if try segment.termInfo(term) == nil {
        let (form, term) = (String(decoding: form, as: UTF8.self), String(decoding: term, as: UTF8.self))
        log.find(
          .forms, segment: number, "the form '\(form)' has the term '\(term)', which is not in the dictionary"
        )
      }
    }
    if sum < tokens {
      log.find(.forms, segment: number, "the forms occur \(sum) times, their terms \(tokens) times")
    }
  }

  /// Threads are in one piece each, the review first.
  private func checkThreads() {
    var seen: Set<UInt64> = []
    var previous: UInt64?
    for document in 0..<DocID(segment.info.documents) {
      let thread = segment.thread(of: document)
      if thread != previous, !seen.insert(thread).inserted {
        log.find(.columns, segment: number, "the thread of document \(document) is in several pieces")
      }
      if segment.isRoot(document), thread == previous {
        log.find(.columns, segment: number, "document \(document), a review, is not the first of its thread")
      }
      previous = thread
    }
    if seen.count != segment.info.threads {
      log.find(
        .counts, segment: number,
        "there are \(seen.count) threads, the manifest counts \(segment.info.threads)")
    }
  }
}
