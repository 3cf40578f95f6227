/// Some consecutive documents of a segment, compressed together.
///
///     varint                  number of documents
///     per document:
///       thread: sized string  id of the thread's review; empty where it is the document itself
///       sized bytes           the document, see DocumentCodec
enum DocumentFrame {
  /// Bytes of documents at which a frame is closed. Larger frames compress better, smaller ones
  /// are quicker to read one document from.
  static let targetSize = 8 << 10
  /// No frame is larger: a document has at most 64 MB of text and some of everything else.
  static let maximumSize = 256 << 20

  /// A document as it stands in a frame.
  struct Record {
    var thread: Blob
    var document: Blob
  }

  /// Passes all records, in order, to `body`.
  ///
  /// - Returns: how many there are; `nil` where the bytes are no frame.
  static func forEachRecord(of frame: [UInt8], _ body: (Record) -> Void) -> Int? {
    unsafe frame.withUnsafeBytes { bytes in
      // SAFETY: the views are used within this closure only.
      var reader = unsafe ByteReader(Blob(bytes))
      let count = reader.varint()
      for _ in 0..<min(count, bytes.count) {
        let record = Record(thread: reader.sized(), document: reader.sized())
        if reader.hasOverrun { return nil }
        body(record)
      }
      return reader.hasOverrun || !reader.isAtEnd ? nil : count
    }
  }

  /// Passes the record of the document `index` to `body`; `nil` where the bytes hold none.
  static func withRecord<R>(_ index: Int, of frame: [UInt8], _ body: (Record) -> R?) -> R? {
    unsafe frame.withUnsafeBytes { bytes in
      // SAFETY: the view is used within this closure only.
      var reader = unsafe ByteReader(Blob(bytes))
      guard index < reader.varint() else { return nil }
      for _ in 0..<index {
        _ = reader.sized()
        _ = reader.sized()
      }
      let record = Record(thread: reader.sized(), document: reader.sized())
      return reader.hasOverrun ? nil : body(record)
    }
  }
}
