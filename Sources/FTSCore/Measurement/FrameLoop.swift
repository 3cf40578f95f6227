import CZstd

/// Decompresses frames of stored documents, for the micro benchmarks. See `EngineLoops` for why it
/// stands here.
package struct FrameLoop {
  private let zstandard = Zstandard()
  private let frames: [[UInt8]]

  /// Compresses each of `contents` into a frame, as zstd does by default.
  package init(_ contents: [[UInt8]]) {
    frames = contents.map { content in
      let capacity = ZSTD_compressBound(content.count)
      return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
        unsafe content.withUnsafeBytes { source in
          // SAFETY: target has the capacity that compressBound asks for, with which compression
          // cannot fail.
          unsafe count = ZSTD_compress(
            target.baseAddress, capacity, source.baseAddress, source.count, ZSTD_CLEVEL_DEFAULT)
        }
      }
    }
  }

  /// Decompresses all frames; returns the sum of their contents' last bytes.
  ///
  /// - Parameter fresh: whether to make the decompressor anew for each frame.
  package func decompressAll(fresh: Bool) -> UInt64 {
    frames.reduce(0) { sum, frame in
      let decompressor = fresh ? Zstandard() : zstandard
      let content = unsafe frame.withUnsafeBytes { bytes in
        // SAFETY: the view is used within this closure only.
        decompressor.decompress(unsafe Blob(bytes), limit: DocumentFrame.maximumSize)
      }
      return sum &+ UInt64(content?.last ?? 0)
    }
  }
}
