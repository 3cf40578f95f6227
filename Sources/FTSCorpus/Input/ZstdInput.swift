import CZstd

/// The content of a Zstandard file (RFC 8878), which may have several frames.
@safe final class ZstdInput: ByteInput {
  private let base: any ByteInput
  private let stream: OpaquePointer
  private var block: [UInt8] = []
  private var offset = 0
  /// True between frames, where the file may end.
  private var isBetweenFrames = true
  /// True while the decoder may hold output that did not fit.
  private var hasMore = false

  init(_ base: any ByteInput) {
    self.base = base
    // It can fail for want of memory alone, of which Swift itself dies.
    unsafe stream = ZSTD_createDStream()!
    // Dumps of Reddit are written with --long=31, for which the decoder holds up to 2 GB; it holds no more
    // than the file says and has.
    _ = unsafe ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, 31)
  }

  // SAFETY: created in `init`, used by nobody else, not used again.
  deinit { unsafe _ = ZSTD_freeDStream(stream) }

  var bytesRead: Int { base.bytesRead }

  /// Offset in the compressed file of the next byte to decode.
  private var position: Int { base.bytesRead - (block.count - offset) }

  func next() throws(InputError) -> [UInt8] {
    var output: [UInt8] = []
    while output.isEmpty {
      if offset == block.count, !hasMore {
        block = try base.next()
        offset = 0
        if block.isEmpty {
          if isBetweenFrames { return [] }
          throw InputError(location: .byte(position), reason: "the zstd data ends too early")
        }
      }
      output = try decompressBlock()
    }
    return output
  }

  private func decompressBlock() throws(InputError) -> [UInt8] {
    var result = 0
    let output = unsafe [UInt8](unsafeUninitializedCapacity: SourceLimits.blockBytes) { buffer, count in
      unsafe block.withUnsafeBytes { input in
        // SAFETY: zstd reads from `pos` to `size` of the block, writes to `size` of the output, and
        // keeps neither pointer.
        var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: offset)
        var target = unsafe ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
        result = unsafe ZSTD_decompressStream(stream, &target, &source)
        unsafe offset = source.pos
        unsafe count = target.pos
      }
    }
    guard ZSTD_isError(result) == 0 else {
      // SAFETY: the names of errors are constant strings.
      let name = unsafe String(cString: ZSTD_getErrorName(result))
      throw InputError(location: .byte(position), reason: "the zstd data is damaged: \(name)")
    }
    isBetweenFrames = result == 0
    hasMore = result != 0 && output.count == SourceLimits.blockBytes
    return output
  }
}
