import CZlib

/// The content of a gzip file (RFC 1952), which may have several members.
@safe final class GzipInput: ByteInput {
  private let base: any ByteInput
  /// On the heap, since zlib keeps a pointer back to it.
  private let stream: UnsafeMutablePointer<z_stream>
  private var block: [UInt8] = []
  private var offset = 0
  private var state = State.member

  private enum State { case member, betweenMembers, end }

  init(_ base: any ByteInput) {
    self.base = base
    unsafe stream = .allocate(capacity: 1)
    // SAFETY: an all-zero z_stream is what inflateInit2 expects: default allocators, no input.
    unsafe stream.initialize(to: z_stream())
    // 15 is the largest window; 16 more asks for the gzip wrapper. It can fail for want of memory
    // alone, of which Swift itself dies.
    let code = unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "inflateInit2")
  }

  deinit {
    // SAFETY: initialised in `init`, used by nobody else, not used again.
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  var bytesRead: Int { base.bytesRead }

  /// Offset in the compressed file of the next byte to decode.
  private var position: Int { base.bytesRead - (block.count - offset) }

  func next() throws(InputError) -> [UInt8] {
    var output: [UInt8] = []
    while output.isEmpty, state != .end {
      if offset == block.count {
        block = try base.next()
        offset = 0
      }
      if block.isEmpty {
        guard state == .betweenMembers else {
          throw InputError(location: .byte(position), reason: "the gzip data ends too early")
        }
        state = .end
      } else if state == .betweenMembers {
        try beginMember()
      } else {
        output = try inflateBlock()
      }
    }
    return output
  }

  /// Passes the zeros that tapes leave behind a member, then expects another.
  private func beginMember() throws(InputError) {
    while offset < block.count, block[offset] == 0 { offset += 1 }
    guard offset < block.count else { return }
    guard block[offset] == 0x1F else {
      throw InputError(location: .byte(position), reason: "bytes that are not gzip after the gzip data")
    }
    // SAFETY: the stream is initialised.
    _ = unsafe inflateReset(stream)
    state = .member
  }

  private func inflateBlock() throws(InputError) -> [UInt8] {
    var code = Z_OK
    let output = unsafe [UInt8](unsafeUninitializedCapacity: SourceLimits.blockBytes) { buffer, count in
      unsafe block.withUnsafeMutableBufferPointer { input in
        // SAFETY: zlib reads `avail_in` bytes from `offset` on, all inside the block, writes at
        // most `avail_out` bytes, and both pointers are used only during this call.
        unsafe stream.pointee.next_in = input.baseAddress! + offset
        unsafe stream.pointee.avail_in = UInt32(input.count - offset)
        unsafe stream.pointee.next_out = buffer.baseAddress!
        unsafe stream.pointee.avail_out = UInt32(buffer.count)
        code = unsafe inflate(stream, Z_NO_FLUSH)
        unsafe offset = input.count - Int(stream.pointee.avail_in)
        unsafe count = buffer.count - Int(stream.pointee.avail_out)
      }
    }
    switch code {
    case Z_STREAM_END: state = .betweenMembers
    case Z_OK, Z_BUF_ERROR: break
    default: throw InputError(location: .byte(position), reason: "the gzip data is damaged")
    }
    return output
  }
}
