#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Text in the character sets that mail and saved pages name.
enum Charset {
  /// The text of `bytes`, and whether the name was known; by one that is not they are read as `TextDecoder` does.
  ///
  /// Names of ASCII, UTF-8, Latin-1 and Windows-1252 are not told apart: programs write one for the other, and `TextDecoder` goes by
  /// the bytes. All others are iconv's business; what is not well-formed becomes U+FFFD.
  static func decode(_ bytes: [UInt8], named name: String?) -> (text: String, isKnown: Bool) {
    guard let name = name?.lowercased(), !guessed.contains(name) else {
      return (TextDecoder.decode(bytes).text, true)
    }
    guard let text = converted(bytes, from: name) else { return (TextDecoder.decode(bytes).text, false) }
    return (text, true)
  }

  private static let guessed: Set<String> = [
    "", "us-ascii", "ascii", "utf-8", "utf8", "iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252",
    "unknown-8bit",
    "unknown", "8bit", "7bit", "default_charset",
  ]

  /// - Returns: `nil` where iconv knows no such name.
  private static func converted(_ bytes: [UInt8], from name: String) -> String? {
    // Slashes and commas have a meaning for iconv beside the name.
    guard name.utf8.count <= 40, name.utf8.allSatisfy(isNameByte) else { return nil }
    guard let converter = unsafe iconv_open("UTF-8", name), unsafe converter != iconv_t(bitPattern: -1) else {
      return nil
    }
    defer { unsafe _ = iconv_close(converter) }
    var utf8: [UInt8] = []
    utf8.reserveCapacity(bytes.count * 2)
    var bytes = bytes
    unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe convert(buffer, with: converter, to: &utf8)
    }
    return String(decoding: utf8, as: UTF8.self)
  }

  private static func convert(
    _ input: UnsafeMutableRawBufferPointer, with converter: iconv_t, to utf8: inout [UInt8]
  ) {
    guard let base = input.baseAddress else { return }
    unsafe withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { output in
      var next: UnsafeMutablePointer<CChar>? = unsafe base.assumingMemoryBound(to: CChar.self)
      var left = input.count
      while left > 0 {
        var free: UnsafeMutablePointer<CChar>? = unsafe output.baseAddress!.assumingMemoryBound(
          to: CChar.self)
        var room = output.count
        // SAFETY: iconv reads at most `left` bytes from `next` on, all inside the input, and writes at most `room`; it moves
        // both along with what it did.
        let result = unsafe iconv(converter, &next, &left, &free, &room)
        let failure = errno
        unsafe utf8.append(contentsOf: output[..<(output.count - room)])
        guard result == -1, failure != E2BIG else { continue }
        // A byte that begins no character, or a character that the end cuts.
        utf8 += [0xEF, 0xBF, 0xBD]
        guard failure == EILSEQ, left > 0 else { return }
        unsafe next = next.map { unsafe $0 + 1 }
        left -= 1
      }
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"):
      true
    default: false
    }
  }
}
