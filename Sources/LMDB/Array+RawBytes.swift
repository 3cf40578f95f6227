extension [UInt8] {
  /// `withUnsafeBytes`, which does not carry the type of what its closure throws.
  @unsafe func withRawBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
    try unsafe withUnsafeBufferPointer { (buffer) throws(E) in
      try unsafe body(UnsafeRawBufferPointer(buffer))
    }
  }
}
