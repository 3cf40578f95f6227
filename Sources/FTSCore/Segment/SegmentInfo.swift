/// What the manifest says of a segment: its size, and what scoring needs before it is opened.
struct SegmentInfo: Equatable {
  var number: UInt32
  /// Documents, deleted ones included; DocIDs are 0 up to this.
  var documents: Int
  /// Of those, the deleted ones.
  var deleted: Int = 0
  /// Sum of the documents' weighted lengths, exact.
  var totalLength: Int
  /// Mean length with which the bounds of impacts were computed.
  var boundsAverageLength: Float
  /// UTF-8 bytes of title, author and body of all documents.
  var textBytes: Int
  /// Distinct terms.
  var terms: Int
  /// Threads of which it has a document.
  var threads = 0
  /// Bytes of the blobs of each part, without the storage engine's own.
  var postingsBytes = 0
  var dictionaryBytes = 0
  var formsBytes = 0
  var columnsBytes = 0
  var identifiersBytes = 0
  var documentsBytes = 0

  var blocks: Int { Grid.blocks(documents) }
  var liveDocuments: Int { documents - deleted }
  /// Bytes of all parts.
  var bytes: Int {
    postingsBytes + dictionaryBytes + formsBytes + columnsBytes + identifiersBytes + documentsBytes
  }

  init(
    number: UInt32, documents: Int, totalLength: Int, boundsAverageLength: Float, textBytes: Int, terms: Int
  ) {
    self.number = number
    self.documents = documents
    self.totalLength = totalLength
    self.boundsAverageLength = boundsAverageLength
    self.textBytes = textBytes
    self.terms = terms
  }

  func encode(into writer: inout ByteWriter) {
    writer.integer(number)
    writer.integer(boundsAverageLength.bitPattern)
    for value in [
      documents, deleted, totalLength, textBytes, terms, threads, postingsBytes, dictionaryBytes, formsBytes,
      columnsBytes, identifiersBytes, documentsBytes,
    ] { writer.varint(value) }
  }

  init(_ reader: inout ByteReader) {
    number = reader.integer(UInt32.self)
    boundsAverageLength = Float(bitPattern: reader.integer(UInt32.self))
    documents = min(reader.varint(), Int(DocID.max))
    deleted = reader.varint()
    totalLength = reader.varint()
    textBytes = reader.varint()
    terms = reader.varint()
    threads = reader.varint()
    postingsBytes = reader.varint()
    dictionaryBytes = reader.varint()
    formsBytes = reader.varint()
    columnsBytes = reader.varint()
    identifiersBytes = reader.varint()
    documentsBytes = reader.varint()
  }

  /// Whether the numbers are such that sums of as many as a manifest can hold stay in range, and
  /// bounds of impacts are finite.
  var isPlausible: Bool {
    let sizes = [
      totalLength, textBytes, terms, postingsBytes, dictionaryBytes, formsBytes, columnsBytes,
      identifiersBytes, documentsBytes,
    ]
    return deleted <= documents && threads <= documents && sizes.allSatisfy { $0 < 1 << 48 }
      && boundsAverageLength > 1e-10
      && boundsAverageLength < 1e10
  }
}
