import CStemmer

/// A Snowball stemmer of libstemmer, for UTF-8. Not for use by two threads at once.
// SAFETY: the handle is private, valid from init to deinit, and no result of it escapes.
@safe final class Stemmer {
  /// The algorithms this libstemmer has, sorted.
  static let algorithms: [String] = {
    var names: [String] = []
    // SAFETY: the list is static, holds C strings and ends with a null pointer.
    guard var entry = unsafe sb_stemmer_list() else { return [] }
    while let name = unsafe entry.pointee {
      unsafe names.append(String(cString: name))
      unsafe entry += 1
    }
    return names.sorted()
  }()

  private let handle: OpaquePointer

  /// The stemmer of one of ``algorithms``; `nil` for any other name.
  init?(algorithm: String) {
    // SAFETY: both strings live through the call, which copies nothing of them; a null encoding means UTF-8.
    guard let handle = unsafe sb_stemmer_new(algorithm, nil) else { return nil }
    unsafe self.handle = handle
  }

  deinit {
    // SAFETY: the handle came from sb_stemmer_new and is deleted only here.
    unsafe sb_stemmer_delete(handle)
  }

  /// Calls `body` with the stem of `word`, which is lower-case UTF-8; with the word itself where the algorithm
  /// leaves nothing of it or runs out of memory. `body` must not use this stemmer.
  func withStem<R>(of word: Span<UInt8>, _ body: (Span<UInt8>) -> R) -> R {
    // SAFETY: the stemmer reads `count` bytes of the word and returns a buffer of its own, of
    // sb_stemmer_length bytes, which stays as it is until its next call. That comes after `body`: the one
    // caller, TermBuilder.withTerm, is mutating, so that a call out of `body` traps for exclusivity.
    let stem = unsafe word.withUnsafeBufferPointer { buffer in
      let start = unsafe sb_stemmer_stem(handle, buffer.baseAddress, Int32(buffer.count))
      return unsafe UnsafeBufferPointer(
        start: start, count: start == nil ? 0 : Int(sb_stemmer_length(handle)))
    }
    if stem.isEmpty { return body(word) }
    return unsafe body(stem.span)
  }
}
