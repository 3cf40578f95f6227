import FTSDocument

/// Limits on what is taken from a source, so that memory does not grow with the file.
enum SourceLimits {
  /// Bytes of one record: a line, a page, or a post with its comments.
  static let recordBytes = 64 << 20
  static let recordDescription = "64 MB"
  /// Bytes of an id, a limit of the index.
  static let idBytes = 480
  /// Bytes read at once.
  static let blockBytes = 256 << 10
  /// Bytes of a file, decompressed, that its format is told from.
  static let detectionBytes = 64 << 10

  /// Throws where an id of the document is longer than the index takes.
  static func check(_ document: Document) throws(RecordRejection) {
    try check("id", document.id)
    try check("parent", document.parent)
    try check("thread", document.thread)
  }

  private static func check(_ name: String, _ id: String?) throws(RecordRejection) {
    guard let length = id?.utf8.count, length > idBytes else { return }
    throw RecordRejection(reason: "\(name) of \(length) bytes, longer than \(idBytes)")
  }
}
