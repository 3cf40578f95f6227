/// Goes through the dictionary of a segment and all posting lists, decodes them and encodes them anew.
///
/// The same postings give the same bytes, so that bytes which differ are a list whose order, bounds, offsets or
/// frequencies are not those of its postings.
struct PostingsCheck {
  /// By document, of the terms it has; see `TermFingerprint`.
  private(set) var fingerprints: [UInt64]
  /// By document, tokens by field.
  private(set) var lengths: [FieldFrequencies]
  /// Occurrences of all terms.
  private(set) var tokens = 0

  private let segment: SegmentReader
  private let log: CheckLog
  private let impacts: ImpactBounds
  private let below: DocumentsBelow
  private var occurrences: [Occurrence] = []
  /// Where the list of the next term that has one in a chunk must begin.
  private var place = (chunk: 0, offset: 0)

  init(_ segment: SegmentReader, _ settings: IndexSettings, _ log: CheckLog) {
    self.segment = segment
    self.log = log
    let documents = segment.info.documents
    fingerprints = [UInt64](repeating: 0, count: documents)
    lengths = [FieldFrequencies](repeating: FieldFrequencies(), count: documents)
    impacts = ImpactBounds(
      lengthCodes: Array(segment.lengths.array.prefix(documents)), settings,
      averageLength: segment.info.boundsAverageLength)
    below = DocumentsBelow(
      threads: (0..<DocID(documents)).map { segment.thread(of: $0) },
      isRoot: (0..<DocID(documents)).map { segment.isRoot($0) })
  }

  mutating func run() throws(IndexError) {
    let info = segment.info
    var terms = 0
    var encoder = PostingListEncoder(impacts, below: below)
    var list = ByteWriter()
    try SortedTableCheck.run(\.dictionary, of: segment, longestKey: 255) { (term, value) throws(IndexError) in
      guard let entry = TermInfo(value) else { throw segment.damaged("the entry of '\(Self.text(term))'") }
      if let problem = try check(term, entry, &encoder, &list) {
        log.find(problem.kind, segment: info.number, "the term '\(Self.text(term))': \(problem.reason)")
      }
      terms += 1
      if terms % 1024 == 0 { log.progress("postings", terms, of: info.terms) }
    }
    if terms != info.terms {
      log.find(
        .counts, segment: info.number, "the dictionary has \(terms) terms, the manifest counts \(info.terms)")
    }
  }

  private struct Problem {
    let kind: CheckFinding.Kind
    let reason: String
  }

  private mutating func check(
    _ term: [UInt8], _ entry: TermInfo, _ encoder: inout PostingListEncoder, _ list: inout ByteWriter
  ) throws(IndexError) -> Problem? {
    if let problem = checkPlace(entry) { return problem }
    let bytes = try segment.postingBytes(entry)
    guard entry.documentFrequency <= segment.info.documents,
      let postings = PostingList(
        entry.location.form, bytes, count: entry.documentFrequency, blocks: segment.info.blocks)
    else { return Problem(kind: .postings, reason: "its list cannot be read") }
    if let reason = gather(postings, term) { return Problem(kind: .postings, reason: reason) }
    list.removeAll()
    let summary = encoder.encode(occurrences.span, into: &list)
    guard summary.documentFrequency == entry.documentFrequency, summary.totalFrequency == entry.totalFrequency
    else {
      return Problem(
        kind: .dictionary,
        reason:
          "it occurs \(summary.totalFrequency) times in \(summary.documentFrequency) documents, the dictionary "
          + "says \(entry.totalFrequency) in \(entry.documentFrequency)")
    }
    let length = list.count - summary.threadsLength
    guard list.bytes[..<length].elementsEqual(bytes.array) else {
      let reason = Self.difference(postings, list.bytes[..<length], summary, segment.info)
      return Problem(kind: .postings, reason: reason)
    }
    guard try list.bytes[length...].elementsEqual(segment.titledThreadBytes(entry).array) else {
      return Problem(kind: .postings, reason: "the threads with it in the title of their review are others")
    }
    return nil
  }

  /// Lists follow one another without a gap.
  private mutating func checkPlace(_ entry: TermInfo) -> Problem? {
    guard case .chunk(let number, let offset, let length, _, let threads) = entry.location else { return nil }
    let follows = (number, offset) == place || (number, offset) == (place.chunk + 1, 0)
    place = (number, offset &+ length &+ threads)
    return follows
      ? nil : Problem(kind: .dictionary, reason: "its list does not begin where the one before ends")
  }

  /// Takes the occurrences out of a list; returns what is wrong with them.
  private mutating func gather(_ postings: PostingList, _ term: [UInt8]) -> String? {
    let hash = Checksum.hash(term)
    let documents = segment.info.documents
    occurrences.removeAll(keepingCapacity: true)
    var previous = -1
    var reason: String?
    postings.forEachPosting { document, frequencies, positions in
      guard reason == nil else { return }
      guard Int(document) > previous, Int(document) < documents else {
        reason = "document \(document) is out of order"
        return
      }
      previous = Int(document)
      let before = occurrences.count
      var last: (field: Field, position: Int)?
      PositionDecoder.forEachPosition(frequencies, &positions) { field, position in
        if let last, last.field == field, position <= last.position, position < Occurrence.maximumPosition {
          reason = "positions in document \(document) do not ascend"
        }
        last = (field, position)
        occurrences.append(
          Occurrence(document: document, field: field, position: min(position, Occurrence.maximumPosition)))
        fingerprints[Int(document)] &+= TermFingerprint.token(hash, field, position)
        lengths[Int(document)][field] += 1
      }
      if occurrences.count - before != frequencies.total || frequencies.total == 0 {
        reason = "document \(document) has \(occurrences.count - before) positions, not \(frequencies.total)"
      }
    }
    tokens += occurrences.count
    return reason ?? (occurrences.isEmpty ? "it has no posting" : nil)
  }

  /// Where a list is not as it is encoded anew.
  private static func difference(
    _ stored: PostingList, _ encoded: ArraySlice<UInt8>, _ summary: PostingListEncoder.Summary,
    _ info: SegmentInfo
  ) -> String {
    encoded.withListBlob { blob in
      guard
        let fresh = PostingList(summary.form, blob, count: summary.documentFrequency, blocks: info.blocks)
      else { return "its list is of another form" }
      switch (stored, fresh) {
      case (.dense(let a), .dense(let b)) where a.bounds.array != b.bounds.array:
        return boundText(a.bounds, b.bounds)
      case (.sparse(let a), .sparse(let b)) where a.count == b.count && a.bounds.array != b.bounds.array:
        return boundText(a.bounds, b.bounds)
      case (.short, .short), (.sparse, .sparse), (.dense, .dense): break
      default: return "its list is of another form"
      }
      for rank in [10, 100, 1000] where stored.threshold(rank: rank) != fresh.threshold(rank: rank) {
        return "its \(rank)th best impact is recorded as \(stored.threshold(rank: rank)), not "
          + "\(fresh.threshold(rank: rank)) of 255"
      }
      return "its list is not as its postings are encoded"
    }
  }

  private static func boundText(_ stored: Blob, _ fresh: Blob) -> String {
    let index = (0..<fresh.count).first { stored[$0] != fresh[$0] } ?? 0
    return "bound \(index) is \(stored[index]), the scores there reach \(fresh[index]) of 255"
  }

  private static func text(_ term: [UInt8]) -> String { String(decoding: term, as: UTF8.self) }
}

extension ArraySlice<UInt8> {
  /// Passes a view of the bytes to `body`.
  fileprivate func withListBlob<R>(_ body: (Blob) -> R) -> R {
    // SAFETY: the view is used within this closure only.
    unsafe withUnsafeBytes { unsafe body(Blob($0)) }
  }
}
