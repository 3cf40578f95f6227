/// Makes a segment of documents that have been analysed.
struct SegmentBuilder {
  /// What became of the documents.
  struct Outcome {
    var info: SegmentInfo
    var columns: SegmentColumns
    /// Documents that a later one of the same id replaced within the segment.
    var replaced: Int
    /// The ids of the segment's documents, ascending.
    var ids: [[UInt8]]
  }

  private let settings: IndexSettings
  private let threads: Int
  private let batch: WriteBatch
  private let tables: Tables

  init(settings: IndexSettings, threads: Int, batch: WriteBatch, tables: Tables) {
    self.settings = settings
    self.threads = threads
    self.batch = batch
    self.tables = tables
  }

  /// Writes a segment.
  ///
  /// - Parameters:
  ///   - number: of the segment.
  ///   - batches: the documents, in order of arrival; their terms are `workers`'.
  ///   - manifest: the segments before this one, for the mean length of documents.
  ///   - threadOf: the thread of a document of those segments.
  func build(
    number: UInt32, batches: [AnalyzedBatch], workers: [AnalysisWorker], manifest: Manifest,
    threadOf: ([UInt8]) throws(IndexError) -> [UInt8]?
  ) throws(IndexError) -> Outcome {
    let order = try DocumentOrder(batches, threadOf: threadOf)
    let columns = makeColumns(order, batches, segment: number)
    // Documents are compressed while the terms are being sorted: both take all of what was gathered.
    let (tables, counts) = (workers.map(\.terms), workers.map { $0.occurrences() })
    let places = order.places
    let inversion = Background(threads: threads) { () -> (TermOrder, Inverter) in
      let terms = TermOrder(tables, counts: counts)
      return (terms, Inverter(batches, places: places, terms))
    }
    let totalLength = columns.lengths.reduce(0, +)
    let average = Float(
      Double(manifest.totalLength + totalLength) / Double(manifest.documents + columns.count))
    var info = SegmentInfo(
      number: number, documents: columns.count, totalLength: totalLength,
      boundsAverageLength: average > 0 ? average : 1,
      textBytes: order.places.reduce(0) { $0 + batches[$1.batch].entries[$1.entry].textBytes }, terms: 0)
    info.threads = columns.threadCount
    let ids = try writeIdentifiers(order, batches, &info)
    try writeDocuments(order, batches, columns, ids, &info)
    let (terms, inverter) = inversion.take()
    let isWritten = try writePostings(inverter, terms, columns, &info)
    try writeForms(workers, terms, isWritten, &info)
    return Outcome(info: info, columns: columns, replaced: order.replaced, ids: ids)
  }

  private func makeColumns(
    _ order: DocumentOrder, _ batches: [AnalyzedBatch], segment: UInt32
  ) -> SegmentColumns {
    var columns = SegmentColumns()
    for (document, place) in order.places.enumerated() {
      let entry = batches[place.batch].entries[place.entry]
      let thread = order.threads[document]
      let hash =
        thread.isEmpty ? batches[place.batch].withID(of: place.entry, Checksum.hash) : Checksum.hash(thread)
      batches[place.batch].withDocument(place.entry) { document in
        columns.append(
          length: settings.weights.length(entry.lengths), kind: entry.kind, thread: hash,
          isRoot: thread.isEmpty, birth: segment, document: document)
      }
    }
    return columns
  }

  /// Returns of each term, by ordinal, whether it is in the dictionary: those of replaced documents alone are not.
  private func writePostings(
    _ inverter: Inverter, _ terms: TermOrder, _ columns: SegmentColumns, _ info: inout SegmentInfo
  ) throws(IndexError) -> [Bool] {
    let encoder = PostingListEncoder(
      ImpactBounds(lengthCodes: columns.lengthCodes, settings, averageLength: info.boundsAverageLength),
      below: columns.documentsBelow)
    var writer = PostingsWriter(segment: info.number, batch: batch, tables: tables)
    var isWritten = [Bool](repeating: false, count: terms.count)
    try OrderedWork.run(inverter.ranges.count, threads: threads) {
      var encoder = RangeEncoder(inverter, encoder)
      return { encoder.encode($0) }
    } _: { (encoded) throws(IndexError) in
      try encoded.write(terms, to: &writer)
      for ordinal in encoded.ordinals { isWritten[ordinal] = true }
    }
    info.dictionaryBytes = try writer.finish()
    info.postingsBytes = writer.postingsBytes
    info.terms = writer.terms
    return isWritten
  }

  private func writeForms(
    _ workers: [AnalysisWorker], _ terms: TermOrder, _ isWritten: [Bool], _ info: inout SegmentInfo
  ) throws(IndexError) {
    var writer = SegmentTableWriter(segment: info.number, batch: batch, table: tables.forms)
    var merge = FormMerge(workers.map { $0.forms() })
    while let form = merge.next() {
      guard isWritten[Int(terms.ordinals[form.worker][form.term])] else { continue }
      try writer.append(key: form.bytes, number: form.occurrences)
    }
    info.formsBytes = try writer.finish()
  }

  private func writeIdentifiers(
    _ order: DocumentOrder, _ batches: [AnalyzedBatch], _ info: inout SegmentInfo
  ) throws(IndexError) -> [[UInt8]] {
    let ids = order.byID.map { document in
      let place = order.places[Int(document)]
      return Array(batches[place.batch].stored[batches[place.batch].entries[place.entry].id])
    }
    var writer = SegmentTableWriter(segment: info.number, batch: batch, table: tables.identifiers)
    for (id, document) in zip(ids, order.byID) { try writer.append(key: id, number: Int(document)) }
    info.identifiersBytes = try writer.finish()
    return ids
  }

  private func writeDocuments(
    _ order: DocumentOrder, _ batches: [AnalyzedBatch], _ columns: SegmentColumns, _ ids: [[UInt8]],
    _ info: inout SegmentInfo
  ) throws(IndexError) {
    let frames = FrameLayout(order, batches)
    let dictionary = try DictionaryTrainer.train(count: order.places.count, bytes: frames.bytes) {
      frames.append($0, to: &$1)
    }
    var writer = DocumentsWriter(segment: info.number, batch: batch, tables: tables)
    try OrderedWork.run(frames.groups.count, threads: threads) {
      let compressor = FrameCompressor(dictionary)
      var builder = FrameBuilder()
      return { frames.compressed($0, compressor, &builder) }
    } _: { (compressed) throws(IndexError) in
      for frame in compressed { try writer.append(frame: frame.bytes, firstDocument: frame.firstDocument) }
    }
    try writer.finish(dictionary)
    info.documentsBytes = writer.bytes
    info.columnsBytes = try columns.write(
      segment: info.number, frames: writer.directory, to: batch, tables: tables
    ) { id in
      let place = partitionPoint(ids.count) { !ids[$0].lexicographicallyPrecedes(id) }
      return place < ids.count && ids[place] == id ? order.byID[place] : nil
    }
  }
}
