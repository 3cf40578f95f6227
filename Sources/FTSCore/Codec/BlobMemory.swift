/// Bytes in memory that are viewed as those on disk are: they stay where they are as long as this lives.
@safe final class BlobMemory {
  private let bytes: UnsafeMutableRawBufferPointer

  init(_ content: [UInt8]) {
    unsafe bytes = .allocate(byteCount: content.count, alignment: MemoryLayout<UInt64>.alignment)
    unsafe bytes.copyBytes(from: content)
  }

  deinit {
    // SAFETY: allocated in init; whoever has a view keeps this alive.
    unsafe bytes.deallocate()
  }

  /// The bytes, not to be used longer than this is kept.
  var blob: Blob { unsafe Blob(UnsafeRawBufferPointer(bytes)) }
}
