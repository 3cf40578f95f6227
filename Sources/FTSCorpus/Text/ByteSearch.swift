import Glibc

/// Search in byte arrays. The standard library's searches in strings compare characters, which costs
/// a hundred times as much.
enum ByteSearch {
  /// Whether the bytes of `word`, which is not empty, occur.
  static func contains(_ word: StaticString, in bytes: [UInt8]) -> Bool {
    firstIndex(of: word, in: bytes, from: 0) != nil
  }

  /// Where the bytes of `word`, which is not empty, occur first at or after `start`.
  static func firstIndex(of word: StaticString, in bytes: [UInt8], from start: Int) -> Int? {
    let word = Array(word.description.utf8)
    var start = start
    while let index = firstIndex(of: word[0], in: bytes, from: start) {
      if bytes[index...].starts(with: word) { return index }
      start = index + 1
    }
    return nil
  }

  /// Index of the first such byte at or after `start`, by the C library's vectorised routine.
  static func firstIndex(of byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    return unsafe bytes.withUnsafeBytes { buffer in
      // SAFETY: 0 <= start < count, so base + start and count - start lie within the array, and
      // the pointer found is within it too.
      let base = buffer.baseAddress!
      guard let found = unsafe memchr(base + start, Int32(byte), buffer.count - start) else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }
}
