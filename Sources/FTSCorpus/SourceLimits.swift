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
}
