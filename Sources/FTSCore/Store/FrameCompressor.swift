import CZstd

/// Compression of stored documents, with a reusable context. Not for several threads at once.
@safe final class FrameCompressor {
  /// With a dictionary levels 1, 2 and 4 are larger; level 5 is 1 % smaller at half the speed.
  static let level: Int32 = 3

  private let context: OpaquePointer

  /// - Parameter dictionary: `nil` compresses every frame by itself.
  init(_ dictionary: [UInt8]?) {
    // SAFETY: null only when memory is exhausted, which no caller could survive. The context copies the
    // dictionary; setting these parameters on a new context cannot fail.
    unsafe context = ZSTD_createCCtx()!
    set(ZSTD_c_compressionLevel, Self.level)
    // A frame's segment says which dictionary it needs.
    set(ZSTD_c_dictIDFlag, 0)
    guard let dictionary else { return }
    // What the level would choose depends on the dictionary's size by steps. The tables have room for every place
    // in the dictionary, that of long matches for few collisions; five bytes is the shortest match that pays.
    set(ZSTD_c_windowLog, 18)
    set(ZSTD_c_hashLog, 18)
    set(ZSTD_c_chainLog, 17)
    set(ZSTD_c_minMatch, 5)
    unsafe ZSTD_CCtx_loadDictionary(context, dictionary, dictionary.count)
  }

  private func set(_ parameter: ZSTD_cParameter, _ value: Int32) {
    // SAFETY: the context lives as long as self.
    unsafe ZSTD_CCtx_setParameter(context, parameter, value)
  }

  deinit {
    // SAFETY: created in init, freed once.
    unsafe ZSTD_freeCCtx(context)
  }

  /// `bytes` compressed into one frame that tells its own size.
  func compress(_ bytes: [UInt8]) -> [UInt8] {
    let capacity = ZSTD_compressBound(bytes.count)
    return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
      unsafe bytes.withUnsafeBytes { source in
        // SAFETY: target has the capacity that compressBound asks for, with which compression
        // cannot fail.
        unsafe count = ZSTD_compress2(
          context, target.baseAddress, capacity, source.baseAddress, source.count)
      }
    }
  }
}
