import FTSAnalysis
import FTSDocument

/// Makes one segment of several, without their deleted documents.
///
/// Threads become contiguous again, see ThreadOrder. Memory is bounded by the longest posting list,
/// some bytes per document, the distinct values of its fields and the terms that deleted documents alone had.
struct SegmentMerger {
  private let segments: [SegmentReader]
  private let settings: IndexSettings
  private let tokenizer: Tokenizer
  private let batch: WriteBatch
  private let tables: Tables
  /// By new DocID.
  private let sources: [ThreadOrder.Source]
  /// By segment, by old DocID: the new one, or `ThreadOrder.dropped`.
  private let newDocuments: [[DocID]]

  /// - Parameter order: the documents of `segments` as they are to be numbered.
  init(
    _ segments: [SegmentReader], order: ThreadOrder, settings: IndexSettings, analyzer: Analyzer,
    batch: WriteBatch, tables: Tables
  ) {
    self.segments = segments
    self.settings = settings
    tokenizer = analyzer.makeTokenizer()
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
    let births = try segments.map { (segment) throws(IndexError) in try segment.births().segments }
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
          birth: births[source.segment][Int(source.document)], document: record.document)
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
    info.threads = columns.threadCount
    info.documentsBytes = writer.bytes
    info.columnsBytes = try columns.write(
      segment: number, frames: writer.directory, to: batch, tables: tables
    ) { (id) throws(IndexError) in try newDocument(id) }
    try mergeForms(droppedTerms: mergePostings(columns, &info), &info)
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

  /// Returns the terms that are no more.
  private func mergePostings(
    _ columns: SegmentColumns, _ info: inout SegmentInfo
  ) throws(IndexError) -> Set<[UInt8]> {
    var encoder = PostingListEncoder(
      ImpactBounds(lengthCodes: columns.lengthCodes, settings, averageLength: info.boundsAverageLength),
      below: columns.documentsBelow)
    var writer = PostingsWriter(segment: info.number, batch: batch, tables: tables)
    var merge = try SortedTableMerge(segments, \.dictionary)
    // Columns keep rounded lengths; the exact ones are the sums of what the lists hold.
    var lengths = [FieldFrequencies](repeating: FieldFrequencies(), count: sources.count)
    var occurrences: [Occurrence] = []
    var list = ByteWriter()
    var dropped: Set<[UInt8]> = []
    while let values = try merge.next() {
      occurrences.removeAll(keepingCapacity: true)
      for (segment, value) in values { try gather(segment, value, into: &occurrences) }
      if occurrences.isEmpty {
        dropped.insert(merge.key)
        continue
      }
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
    return dropped
  }

  /// Deleted documents are not counted out of the occurrences of forms that stay.
  private func mergeForms(droppedTerms: Set<[UInt8]>, _ info: inout SegmentInfo) throws(IndexError) {
    var writer = SegmentTableWriter(segment: info.number, batch: batch, table: tables.forms)
    var merge = try SortedTableMerge(segments, \.forms)
    while let values = try merge.next() {
      guard !merge.key.isEmpty else { throw segments[values[0].segment].damaged("forms") }
      if !droppedTerms.isEmpty {
        let isDropped = tokenizer.withTerm(of: merge.key.span) { term in
          unsafe term.withUnsafeBytes { unsafe droppedTerms.contains(Array($0)) }
        }
        if isDropped { continue }
      }
      var occurrences = 0
      for (segment, value) in values {
        guard let own = FormOccurrences.decode(value) else { throw segments[segment].damaged("forms") }
        occurrences = min(occurrences + own, FormOccurrences.greatest)
      }
      try writer.append(key: merge.key, number: occurrences)
    }
    info.formsBytes = try writer.finish()
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
    var writer = SegmentTableWriter(segment: info.number, batch: batch, table: tables.identifiers)
    var merge = try SortedTableMerge(segments, \.identifiers)
    while let values = try merge.next() {
      for (segment, value) in values {
        var reader = ByteReader(value)
        let document = reader.varint()
        guard document < newDocuments[segment].count else { throw .storage("an identifier is damaged") }
        let new = newDocuments[segment][document]
        if new != ThreadOrder.dropped { try writer.append(key: merge.key, number: Int(new)) }
      }
    }
    info.identifiersBytes = try writer.finish()
  }
}
