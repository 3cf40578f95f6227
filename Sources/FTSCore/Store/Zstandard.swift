import CZstd

/// Decompression of stored documents, with a reusable context. Not for several threads at once.
@safe final class Zstandard {
  private let context: OpaquePointer

  init() {
    // SAFETY: null only when memory is exhausted, which no caller could survive.
    unsafe context = ZSTD_createDCtx()!
  }

  deinit {
    // SAFETY: created in init, freed once.
    unsafe ZSTD_freeDCtx(context)
  }

  /// Bytes of the frame that the bytes begin with; `nil` where they begin with none.
  static func frameSize(_ bytes: Blob) -> Int? {
    // SAFETY: reads at most bytes.count bytes.
    let size = unsafe ZSTD_findFrameCompressedSize(bytes.pointer, bytes.count)
    return ZSTD_isError(size) == 0 && size > 0 ? size : nil
  }

  /// The content of a frame, or `nil` where it is damaged or claims more than `limit` bytes.
  ///
  /// - Parameter dictionary: the one with which the frame was compressed, `nil` for none.
  func decompress(_ frame: Blob, dictionary: DecompressionDictionary? = nil, limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    return decompress(frame, dictionary: dictionary, limit: limit, into: &bytes) ? bytes : nil
  }

  /// The same, into memory used again: puts the content in the place of `bytes`; false, and any bytes, where it
  /// fails.
  func decompress(
    _ frame: Blob, dictionary: DecompressionDictionary?, limit: Int, into bytes: inout [UInt8]
  ) -> Bool {
    // SAFETY: reads at most frame.count bytes. Errors and sizes unknown are the greatest numbers.
    let size = unsafe ZSTD_getFrameContentSize(frame.pointer, frame.count)
    guard size <= UInt64(limit) else { return false }
    let capacity = Int(size)
    if bytes.count > capacity {
      bytes.removeLast(bytes.count - capacity)
    } else {
      bytes.append(contentsOf: repeatElement(0, count: capacity - bytes.count))
    }
    let written = unsafe bytes.withUnsafeMutableBytes { target in
      // SAFETY: source and target are given with their sizes, and the dictionary, which may be null, outlives
      // the call.
      unsafe ZSTD_decompress_usingDDict(
        context, target.baseAddress, capacity, frame.pointer, frame.count, dictionary?.pointer)
    }
    return written == capacity
  }
}
