import CZstd

/// A dictionary made ready for decompression; many threads may use it.
// SAFETY: the library only reads it after init.
@safe final class DecompressionDictionary: @unchecked Sendable {
  @unsafe let pointer: OpaquePointer

  /// `nil` where the bytes are no dictionary.
  init?(_ content: Blob) {
    // SAFETY: reads the bytes it is given, and copies what it keeps.
    guard let pointer = unsafe ZSTD_createDDict(content.pointer, content.count) else { return nil }
    unsafe self.pointer = pointer
  }

  deinit {
    // SAFETY: created in init, freed once.
    unsafe ZSTD_freeDDict(pointer)
  }
}
