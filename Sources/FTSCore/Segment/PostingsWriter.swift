/// Writes the posting lists of a segment into chunks, and its term dictionary.
struct PostingsWriter {
  /// Size at which a chunk of posting lists is closed. A longer list makes a longer chunk.
  private static let chunkSize = 1 << 20

  private let segment: UInt32
  private let batch: WriteBatch
  private let tables: Tables
  private var chunk: [UInt8] = []
  private var chunkNumber = 0
  private var dictionary: SegmentTableWriter
  private var entry = ByteWriter()
  private(set) var postingsBytes = 0
  private(set) var terms = 0

  init(segment: UInt32, batch: WriteBatch, tables: Tables) {
    self.segment = segment
    self.batch = batch
    self.tables = tables
    dictionary = SegmentTableWriter(segment: segment, batch: batch, table: tables.dictionary)
  }

  /// Appends a term, above all before it, with its encoded list and, behind that, its threads.
  mutating func append(
    term: [UInt8], list: ArraySlice<UInt8>, summary: PostingListEncoder.Summary
  ) throws(IndexError) {
    entry.removeAll()
    try list.withBlob { (list: Blob) throws(IndexError) in
      let location: TermInfo.Location
      let length = list.count - summary.threadsLength
      if summary.form == .short, length <= TermInfo.inlineLimit, let postings = list.slice(0, length),
        let threads = list.slice(length, summary.threadsLength)
      {
        location = .inline(postings, threads: threads)
      } else {
        if chunk.count + list.count > Self.chunkSize { try closeChunk() }
        location = .chunk(
          chunkNumber, offset: chunk.count, length: length, form: summary.form, threads: summary.threadsLength
        )
        unsafe chunk.append(contentsOf: list.bytes)
      }
      TermInfo(
        documentFrequency: summary.documentFrequency, totalFrequency: summary.totalFrequency,
        location: location
      ).encode(into: &entry)
    }
    try dictionary.append(key: term, value: entry.bytes)
    terms += 1
  }

  /// Writes what is left and returns the bytes of the dictionary.
  mutating func finish() throws(IndexError) -> Int {
    try closeChunk()
    return try dictionary.finish()
  }

  private mutating func closeChunk() throws(IndexError) {
    guard !chunk.isEmpty else { return }
    postingsBytes += try batch.append(
      chunk, key: TableKey.numbered(segment, chunkNumber), to: tables.postings)
    chunk.removeAll(keepingCapacity: true)
    chunkNumber += 1
  }
}

extension ArraySlice<UInt8> {
  /// Passes a view of the bytes to `body`.
  func withBlob<R>(_ body: (Blob) throws(IndexError) -> R) throws(IndexError) -> R {
    let result: Result<R, IndexError> = unsafe withUnsafeBytes { bytes in
      // SAFETY: the view is used within this closure only.
      let blob = unsafe Blob(bytes)
      return Result { () throws(IndexError) in try body(blob) }
    }
    return try result.get()
  }
}
