import FTSDocument

/// Makes one segment of several, without their deleted documents.
///
/// Threads become contiguous again: in order of their first document, the review first. Memory
/// is bounded by the longest posting list and some bytes per document.
struct SegmentMerger {
  /// A document by the segment it comes from.
  private struct Source {
    var segment: Int
    var document: DocID
  }

  private static let dropped = DocID.max

  private let segments: [SegmentReader]
  private let settings: IndexSettings
  private let batch: WriteBatch
  private let tables: Tables
  /// By new DocID.
  private var sources: [Source] = []
  /// By segment, by old DocID: the new one, or `dropped`.
  private var newDocuments: [[DocID]] = []

  init(_ segments: [SegmentReader], settings: IndexSettings, batch: WriteBatch, tables: Tables) {
    self.segments = segments
    self.settings = settings
    self.batch = batch
    self.tables = tables
    order()
  }

  /// Writes the merged segment.
  ///
  /// - Parameter averageLength: mean length over the whole index, for the bounds of impacts.
  func merge(number: UInt32, averageLength: Float) throws(IndexError) -> SegmentInfo {
    let zstandard = Zstandard()
    var columns = SegmentColumns()
    var textBytes = 0
    var stored = StoredDocuments(segments, zstandard)
    var writer = DocumentsWriter(segment: number, batch: batch, tables: tables)
    var builder = FrameBuilder()
    for (document, source) in sources.enumerated() {
      let segment = segments[source.segment]
      columns.append(
        length: LengthCode.decode(segment.lengths[Int(source.document)]),
        kind: segment.kinds.kind(of: source.document) ?? "",
        thread: segment.threads.load(UInt64.self, at: Int(source.document) * 8),
        isRoot: isRoot(source))
      textBytes += try stored.withRecord(of: source.document, in: source.segment) { record in
        unsafe builder.append(thread: record.thread.bytes, document: record.document.bytes)
        return DocumentCodec.decode(record.document)?.textBytes
      }
      if builder.isFull || document == sources.count - 1 {
        let first = DocID(document + 1 - builder.count)
        try writer.append(frame: zstandard.compress(builder.take()), firstDocument: first)
      }
    }
    try writer.finish()
    var info = SegmentInfo(
      number: number, documents: sources.count, totalLength: 0,
      boundsAverageLength: averageLength > 0 ? averageLength : 1, textBytes: textBytes, terms: 0)
    info.documentsBytes = writer.bytes
    info.columnsBytes = try columns.write(
      segment: number, frames: writer.directory, to: batch, tables: tables)
    try mergePostings(columns.lengthCodes, &info)
    try mergeIdentifiers(&info)
    return info
  }

  private func isRoot(_ source: Source) -> Bool {
    let word = segments[source.segment].roots.load(
      UInt64.self, at: Int(source.document) / Grid.blockSize * 8)
    return word >> UInt64(Int(source.document) % Grid.blockSize) & 1 != 0
  }

  /// Numbers the live documents anew.
  private mutating func order() {
    var groupOfThread: [UInt64: Int] = [:]
    var groups: [[Source]] = []
    for (index, segment) in segments.enumerated() {
      for document in 0..<DocID(segment.info.documents) where segment.isLive(document) {
        let source = Source(segment: index, document: document)
        let thread = segment.threads.load(UInt64.self, at: Int(document) * 8)
        if let group = groupOfThread[thread] {
          if isRoot(source) { groups[group].insert(source, at: 0) } else { groups[group].append(source) }
        } else {
          groupOfThread[thread] = groups.count
          groups.append([source])
        }
      }
    }
    sources = Array(groups.joined())
    newDocuments = segments.map { [DocID](repeating: Self.dropped, count: $0.info.documents) }
    for (new, source) in sources.enumerated() {
      newDocuments[source.segment][Int(source.document)] = DocID(new)
    }
  }

  private func mergePostings(_ lengthCodes: [UInt8], _ info: inout SegmentInfo) throws(IndexError) {
    var encoder = PostingListEncoder(
      lengthCodes: lengthCodes,
      bm25: BM25(settings: settings, averageLength: info.boundsAverageLength), weights: settings.weights)
    var writer = PostingsWriter(segment: info.number, batch: batch, tables: tables)
    var merge = try SortedTableMerge(segments, \.dictionary)
    // Columns keep rounded lengths; the exact ones are the sums of what the lists hold.
    var lengths = [FieldFrequencies](repeating: FieldFrequencies(), count: sources.count)
    var occurrences: [Occurrence] = []
    var list = ByteWriter()
    while let values = try merge.next() {
      occurrences.removeAll(keepingCapacity: true)
      for (segment, value) in values { try gather(segment, value, into: &occurrences) }
      if occurrences.isEmpty { continue }
      sort(&occurrences)
      for occurrence in occurrences { lengths[Int(occurrence.document)][occurrence.field] += 1 }
      list.removeAll()
      let summary = encoder.encode(occurrences.span, into: &list)
      try writer.append(term: merge.key, list: list.bytes[...], summary: summary)
    }
    info.dictionaryBytes = try writer.finish()
    info.postingsBytes = writer.postingsBytes
    info.terms = writer.terms
    info.totalLength = lengths.reduce(0) { $0 + settings.weights.length($1) }
  }

  /// Appends the occurrences of a term in one segment, under their new DocIDs.
  private func gather(
    _ segment: Int, _ value: Blob, into occurrences: inout [Occurrence]
  ) throws(IndexError) {
    guard let term = TermInfo(value) else { throw .storage("a dictionary entry is damaged") }
    let new = newDocuments[segment]
    try segments[segment].postingList(term).forEachPosting { document, frequencies, positions in
      guard Int(document) < new.count, new[Int(document)] != Self.dropped else { return }
      PositionDecoder.forEachPosition(frequencies, &positions) { field, position in
        occurrences.append(Occurrence(document: new[Int(document)], field: field, position: position))
      }
    }
  }

  /// Orders occurrences by document. Those of one document come from one segment and stay in
  /// the order in which they are.
  private func sort(_ occurrences: inout [Occurrence]) {
    let isSorted = zip(occurrences, occurrences.dropFirst()).allSatisfy { $0.document <= $1.document }
    if isSorted { return }
    occurrences.sort {
      ($0.document, $0.field.rawValue, $0.position) < ($1.document, $1.field.rawValue, $1.position)
    }
  }

  private func mergeIdentifiers(_ info: inout SegmentInfo) throws(IndexError) {
    var writer = IdentifiersWriter(segment: info.number, batch: batch, tables: tables)
    var merge = try SortedTableMerge(segments, \.identifiers)
    while let values = try merge.next() {
      for (segment, value) in values {
        var reader = ByteReader(value)
        let document = reader.varint()
        guard document < newDocuments[segment].count else { throw .storage("an identifier is damaged") }
        let new = newDocuments[segment][document]
        if new != Self.dropped { try writer.append(id: merge.key, document: new) }
      }
    }
    info.identifiersBytes = try writer.finish()
  }
}
