/// Bytes of one source, pulled in blocks.
protocol ByteInput: AnyObject {
  /// The next bytes, at most `SourceLimits.blockBytes`; empty at the end.
  func next() throws(InputError) -> [UInt8]
  /// Bytes taken from the file or pipe so far.
  var bytesRead: Int { get }
}
