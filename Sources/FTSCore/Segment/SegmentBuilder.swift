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
    var batches = batches
    let order = try DocumentOrder(batches, threadOf: threadOf)
    let columns = makeColumns(order, batches)
    let terms = TermOrder(workers)
    for index in batches.indices {
      let ordinals = terms.ordinals[batches[index].worker]
      batches[index].mapTokens { ordinals[Int($0)] }
    }
    let totalLength = columns.lengths.reduce(0, +)
    let average = Float(
      Double(manifest.totalLength + totalLength) / Double(manifest.documents + columns.count))
    var info = SegmentInfo(
      number: number, documents: columns.count, totalLength: totalLength,
      boundsAverageLength: average > 0 ? average : 1,
      textBytes: order.places.reduce(0) { $0 + batches[$1.batch].entries[$1.entry].textBytes }, terms: 0)
    try writePostings(Inverter(batches, places: order.places, terms: terms.count), terms, columns, &info)
    let ids = try writeIdentifiers(order, batches, &info)
    try writeDocuments(order, batches, columns, &info)
    return Outcome(info: info, columns: columns, replaced: order.replaced, ids: ids)
  }

  private func makeColumns(_ order: DocumentOrder, _ batches: [AnalyzedBatch]) -> SegmentColumns {
    var columns = SegmentColumns()
    for (document, place) in order.places.enumerated() {
      let entry = batches[place.batch].entries[place.entry]
      let thread = order.threads[document]
      let hash =
        thread.isEmpty ? batches[place.batch].withID(of: place.entry, Checksum.hash) : Checksum.hash(thread)
      columns.append(
        length: settings.weights.length(entry.lengths), kind: entry.kind, thread: hash,
        isRoot: thread.isEmpty)
    }
    return columns
  }

  private func writePostings(
    _ inverter: Inverter, _ terms: TermOrder, _ columns: SegmentColumns, _ info: inout SegmentInfo
  ) throws(IndexError) {
    let encoder = PostingListEncoder(
      lengthCodes: columns.lengthCodes,
      bm25: BM25(settings: settings, averageLength: info.boundsAverageLength), weights: settings.weights)
    var writer = PostingsWriter(segment: info.number, batch: batch, tables: tables)
    // As many ranges at a time as there are threads, so that memory stays bounded.
    let encoders = (0..<threads).map { _ in RangeEncoder(inverter, encoder) }
    for start in stride(from: 0, to: inverter.ranges.count, by: threads) {
      let group = inverter.ranges[start..<min(start + threads, inverter.ranges.count)]
      Parallel.forEach(group.count, threads: threads) { encoders[$0].encode(group[start + $0]) }
      for encoder in encoders.prefix(group.count) { try encoder.write(terms, to: &writer) }
    }
    info.dictionaryBytes = try writer.finish()
    info.postingsBytes = writer.postingsBytes
    info.terms = writer.terms
  }

  private func writeIdentifiers(
    _ order: DocumentOrder, _ batches: [AnalyzedBatch], _ info: inout SegmentInfo
  ) throws(IndexError) -> [[UInt8]] {
    let ids = order.byID.map { document in
      let place = order.places[Int(document)]
      return Array(batches[place.batch].stored[batches[place.batch].entries[place.entry].id])
    }
    var writer = IdentifiersWriter(segment: info.number, batch: batch, tables: tables)
    for (id, document) in zip(ids, order.byID) { try writer.append(id: id, document: document) }
    info.identifiersBytes = try writer.finish()
    return ids
  }

  private func writeDocuments(
    _ order: DocumentOrder, _ batches: [AnalyzedBatch], _ columns: SegmentColumns, _ info: inout SegmentInfo
  ) throws(IndexError) {
    var writer = DocumentsWriter(segment: info.number, batch: batch, tables: tables)
    var frames: [(firstDocument: DocID, bytes: [UInt8])] = []
    func writeFrames() throws(IndexError) {
      let pending = frames
      let share = (pending.count + threads - 1) / threads
      let compressed = Parallel.map(share == 0 ? 0 : threads, threads: threads) { thread in
        let zstandard = Zstandard()
        return pending.dropFirst(thread * share).prefix(share).map { zstandard.compress($0.bytes) }
      }
      for (frame, bytes) in zip(pending, compressed.joined()) {
        try writer.append(frame: bytes, firstDocument: frame.firstDocument)
      }
      frames.removeAll(keepingCapacity: true)
    }
    var builder = FrameBuilder()
    for (document, place) in order.places.enumerated() {
      let firstDocument = DocID(document - builder.count)
      let stored = batches[place.batch].stored[batches[place.batch].entries[place.entry].stored]
      builder.append(thread: order.threads[document], document: stored)
      if builder.isFull || document == order.places.count - 1 {
        frames.append((firstDocument, builder.take()))
        if frames.count >= 64 * threads { try writeFrames() }
      }
    }
    try writeFrames()
    try writer.finish()
    info.documentsBytes = writer.bytes
    info.columnsBytes = try columns.write(
      segment: info.number, frames: writer.directory, to: batch, tables: tables)
  }
}
