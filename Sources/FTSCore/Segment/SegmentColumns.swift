/// What a segment keeps of each of its documents, while the segment is put together; arrays by
/// DocID.
struct SegmentColumns {
  /// Weighted lengths, exact.
  var lengths: [Int] = []
  var kinds: [String] = []
  /// Hash of the id of the thread's review.
  var threads: [UInt64] = []
  /// Whether the document is the review of its own thread.
  var isRoot: [Bool] = []
  /// Number of the segment in which the document was first written.
  private var births: [UInt32] = []
  /// What filters ask for.
  private var values = ValueColumns()

  var count: Int { lengths.count }

  var lengthCodes: [UInt8] { lengths.map(LengthCode.encode) }

  /// How many threads the documents are of, which stand thread after thread.
  var threadCount: Int {
    zip(threads, threads.dropFirst()).reduce(min(1, count)) { $0 + ($1.0 == $1.1 ? 0 : 1) }
  }

  var documentsBelow: DocumentsBelow { DocumentsBelow(threads: threads, isRoot: isRoot) }

  /// - Parameter document: as encoded by DocumentCodec.
  mutating func append(
    length: Int, kind: String, thread: UInt64, isRoot: Bool, birth: UInt32, document: Blob
  ) {
    values.append(document, document: DocID(count))
    lengths.append(length)
    kinds.append(kind)
    threads.append(thread)
    self.isRoot.append(isRoot)
    births.append(birth)
  }

  /// Writes all columns of segment `number` and returns their bytes.
  ///
  /// - Parameter documentOf: the document of an id in the segment, or `nil`.
  func write(
    segment number: UInt32, frames: [FrameDirectory.Entry], to batch: WriteBatch, tables: Tables,
    documentOf: ([UInt8]) throws(IndexError) -> DocID?
  ) throws(IndexError) -> Int {
    var bytes = 0
    try forEachColumn(frames: frames, documentOf: documentOf) { (column, content) throws(IndexError) in
      bytes += try batch.append(content, key: TableKey.numbered(number, column), to: tables.columns)
    }
    return bytes
  }

  /// Passes all columns, by number, encoded, to `body`.
  ///
  /// - Parameter documentOf: the document of an id in the segment, or `nil`.
  func forEachColumn(
    frames: [FrameDirectory.Entry], documentOf: ([UInt8]) throws(IndexError) -> DocID?,
    _ body: (_ number: Int, _ content: [UInt8]) throws(IndexError) -> Void
  ) throws(IndexError) {
    var threadBytes = ByteWriter(capacity: count * 8)
    for thread in threads { threadBytes.integer(thread) }
    var rootWords = [UInt64](repeating: 0, count: Grid.blocks(count))
    for (document, isRoot) in isRoot.enumerated() where isRoot {
      rootWords[document / Grid.blockSize] |= 1 << UInt64(document % Grid.blockSize)
    }
    var rootBytes = ByteWriter(capacity: rootWords.count * 8)
    for word in rootWords { rootBytes.integer(word) }
    for column in Column.allCases {
      let content: [UInt8] =
        switch column {
        case .lengths: lengthCodes + [UInt8](repeating: 0, count: Grid.blocks(count) * Grid.blockSize - count)
        case .kinds: KindColumn.encode(kinds)
        case .threads: threadBytes.bytes
        case .roots: rootBytes.bytes
        case .frames: FrameDirectory.encode(frames)
        case .births: BirthColumn.encode(births)
        case .parents: try values.parents.encode(documentOf)
        case .dates, .ratings, .authors, .tags, .parts, .attributes: values.encode(column, documents: count)
        }
      try body(Int(column.rawValue), content)
    }
    var attribute = AttributeNames.firstColumn
    try values.forEachAttribute(documents: count) { (content) throws(IndexError) in
      try body(attribute, content)
      attribute += 1
    }
  }
}
