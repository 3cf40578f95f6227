import CZstd

/// Compression of stored documents, with reusable contexts. Not for several threads at once.
@safe final class Zstandard {
  /// Fast, and close to what higher levels reach on pieces this small.
  private static let level: Int32 = 1

  private let compressor: OpaquePointer
  private let decompressor: OpaquePointer

  init() {
    // SAFETY: both return null only when memory is exhausted, which no caller could survive.
    unsafe compressor = ZSTD_createCCtx()!
    unsafe decompressor = ZSTD_createDCtx()!
  }

  deinit {
    // SAFETY: created in init, freed once.
    unsafe ZSTD_freeCCtx(compressor)
    unsafe ZSTD_freeDCtx(decompressor)
  }

  /// `bytes` compressed into one frame that tells its own size.
  func compress(_ bytes: [UInt8]) -> [UInt8] {
    let capacity = ZSTD_compressBound(bytes.count)
    return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
      unsafe bytes.withUnsafeBytes { source in
        // SAFETY: target has the capacity that compressBound asks for, with which compression
        // cannot fail.
        unsafe count = ZSTD_compressCCtx(
          compressor, target.baseAddress, capacity, source.baseAddress, source.count, Self.level)
      }
    }
  }

  /// The content of a frame, or `nil` where it is damaged or claims more than `limit` bytes.
  func decompress(_ frame: Blob, limit: Int) -> [UInt8]? {
    // SAFETY: reads at most frame.count bytes.
    let claimed = unsafe ZSTD_getFrameContentSize(frame.pointer, frame.count)
    guard claimed <= UInt64(limit) else { return nil }
    let capacity = Int(claimed)
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: max(1, capacity)) { target, count in
      // SAFETY: source and target are given with their sizes; a failure leaves count 0.
      let written = unsafe ZSTD_decompressDCtx(
        decompressor, target.baseAddress, capacity, frame.pointer, frame.count)
      count = ZSTD_isError(written) != 0 ? 0 : written
    }
    return bytes.count == capacity ? bytes : nil
  }
}
