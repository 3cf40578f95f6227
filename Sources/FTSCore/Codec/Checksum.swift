import CXXHash

/// The 64-bit XXH3 hash: checksum of every blob on disk, name of a thread, hash of a term.
enum Checksum {
  /// Bytes a checksum takes at the end of a blob.
  static let size = 8

  @unsafe static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    // SAFETY: XXH3 reads exactly the bytes it is given; a null address goes with length 0.
    unsafe XXH3_64bits(bytes.baseAddress, bytes.count)
  }

  static func hash(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { unsafe hash(UnsafeRawBufferPointer($0)) }
  }

  static func hash(_ bytes: [UInt8]) -> UInt64 {
    unsafe bytes.withUnsafeBytes { unsafe hash($0) }
  }

  static func hash(_ blob: Blob) -> UInt64 { unsafe hash(blob.bytes) }

  static func hash(_ blob: Blob, seed: UInt64) -> UInt64 {
    // SAFETY: as above.
    unsafe XXH3_64bits_withSeed(blob.bytes.baseAddress, blob.count, seed)
  }

  /// Writes `content`, followed by its checksum, to where it goes to disk from.
  ///
  /// - Parameters:
  ///   - place: where the value will be found.
  ///   - target: as many bytes as content and checksum have.
  @unsafe static func seal(
    _ content: [UInt8], at place: BlobPlace, into target: UnsafeMutableRawBufferPointer
  ) {
    precondition(target.count == content.count + size)
    unsafe target.copyBytes(from: content)
    let checksum = hash(content) ^ place.hash
    unsafe target.storeBytes(of: checksum.littleEndian, toByteOffset: content.count, as: UInt64.self)
  }
}
