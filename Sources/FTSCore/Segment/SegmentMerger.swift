import FTSDocument

/// Makes one segment of several, without their deleted documents.
///
/// Threads become contiguous again, see ThreadOrder. Memory is bounded by the longest posting list,
/// some bytes per document and the distinct values of its fields.
struct SegmentMerger {
  private let segments: [SegmentReader]
  private let settings: IndexSettings
  private let batch: WriteBatch
  private let tables: Tables
  /// By new DocID.
  private let sources: [ThreadOrder.Source]
  /// By segment, by old DocID: the new one, or `ThreadOrder.dropped`.
  private let newDocuments: [[DocID]]

  /// - Parameter order: the documents of `segments` as they are to be numbered.
  init(
    _ segments: [SegmentReader], order: ThreadOrder, settings: IndexSettings, batch: WriteBatch,
    tables: Tables
  ) {
    self.segments = segments
    self.settings = settings
    self.batch = batch
    self.tables = tables
    sources = order.documents
    newDocuments = order.newDocuments(of: segments)
  }

  /// Writes the merged segment.
  ///
  /// - Parameter averageLength: mean length over the whole index, for the bounds of impacts.
  func merge(number: UInt32, averageLength: Float) throws(IndexError) -> SegmentInfo {
    var columns = SegmentColumns()
    var textBytes = 0
    var stored = StoredDocuments(segments, Zstandard())
    let dictionary = try trainDictionary(&stored)
    let compressor = FrameCompressor(dictionary)
    var writer = DocumentsWriter(segment: number, batch: batch, tables: tables)
    var builder = FrameBuilder()
    for (document, source) in sources.enumerated() {
      let segment = segments[source.segment]
      textBytes += try stored.withRecord(of: source.document, in: source.segment) { record in
        columns.append(
          length: LengthCode.decode(segment.lengths[Int(source.document)]),
          kind: segment.kinds.kind(of: source.document) ?? "",
          thread: segment.thread(of: source.document), isRoot: segment.isRoot(source.document),
          document: record.document)
        unsafe builder.append(thread: record.thread.bytes, document: record.document.bytes)
        return DocumentCodec.decode(record.document)?.textBytes
      }
      if builder.isFull || document == sources.count - 1 {
        let first = DocID(document + 1 - builder.count)
        try writer.append(frame: compressor.compress(builder.take()), firstDocument: first)
      }
    }
    try writer.finish(dictionary)
    var info = SegmentInfo(
      number: number, documents: sources.count, totalLength: 0,
      boundsAverageLength: averageLength > 0 ? averageLength : 1, textBytes: textBytes, terms: 0)
    info.documentsBytes = writer.bytes
    info.columnsBytes = try columns.write(
      segment: number, frames: writer.directory, to: batch, tables: tables
    ) { (id) throws(IndexError) in try newDocument(id) }
    try mergePostings(columns.lengthCodes, &info)
    try mergeIdentifiers(&info)
    return info
  }

  /// The new DocID of the document of that id, where one of the segments has it.
  private func newDocument(_ id: [UInt8]) throws(IndexError) -> DocID? {
    for (segment, new) in zip(segments, newDocuments) {
      if let document = try segment.document(id: id), new[Int(document)] != ThreadOrder.dropped {
        return new[Int(document)]
      }
    }
    return nil
  }

  /// The dictionary is made anew: those of the segments know a part of the documents each.
  private func trainDictionary(_ stored: inout StoredDocuments) throws(IndexError) -> [UInt8]? {
    try DictionaryTrainer.train(
      count: sources.count, bytes: segments.reduce(0) { $0 + $1.info.textBytes }
    ) { (document, frame) throws(IndexError) in
      let source = sources[Int(document)]
      try stored.withRecord(of: source.document, in: source.segment) { record in
        unsafe frame.append(thread: record.thread.bytes, document: record.document.bytes)
      }
    }
  }

  private func mergePostings(_ lengthCodes: [UInt8], _ info: inout SegmentInfo) throws(IndexError) {
    var encoder = PostingListEncoder(
      ImpactBounds(lengthCodes: lengthCodes, settings, averageLength: info.boundsAverageLength))
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
      guard Int(document) < new.count, new[Int(document)] != ThreadOrder.dropped else { return }
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
        if new != ThreadOrder.dropped { try writer.append(id: merge.key, document: new) }
      }
    }
    info.identifiersBytes = try writer.finish()
  }
}
