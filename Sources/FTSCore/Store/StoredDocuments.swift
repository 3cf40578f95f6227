import FTSDocument

/// Reads stored documents of several segments in any order, keeping the last frame of each, so
/// that neighbours cost one decompression, and its memory for the next one.
struct StoredDocuments {
  private let segments: [SegmentReader]
  private let zstandard: Zstandard
  /// By segment, the last frame; `nil` where there is none yet.
  private var frames: [(index: Int?, bytes: [UInt8])]

  init(_ segments: [SegmentReader], _ zstandard: Zstandard) {
    self.segments = segments
    self.zstandard = zstandard
    frames = segments.map { _ in (nil, []) }
  }

  /// A document and the id of its thread's review.
  mutating func document(
    _ document: DocID, in segment: Int
  ) throws(IndexError) -> (document: Document, thread: String) {
    try withRecord(of: document, in: segment) { record in
      guard let document = DocumentCodec.decode(record.document) else { return nil }
      return (document, record.thread.count == 0 ? document.id : record.thread.string)
    }
  }

  /// Passes the record of a document to `body`; its `nil` says that the record is damaged.
  mutating func withRecord<R>(
    of document: DocID, in segment: Int, _ body: (DocumentFrame.Record) -> R?
  ) throws(IndexError) -> R {
    let directory = segments[segment].frames
    guard let index = directory.frame(of: document) else { throw segments[segment].damaged("frames") }
    if frames[segment].index != index {
      frames[segment].index = nil
      try segments[segment].readFrame(index, zstandard, into: &frames[segment].bytes)
      frames[segment].index = index
    }
    let place = Int(document - directory[index].firstDocument)
    guard let result = DocumentFrame.withRecord(place, of: frames[segment].bytes, body) else {
      throw segments[segment].damaged("documents")
    }
    return result
  }
}
