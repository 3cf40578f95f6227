import Glibc

/// iconv, from one character set to UTF-8, over bytes that arrive in pieces.
@safe final class CharsetConverter {
  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  private let converter: iconv_t
  /// Whether to begin anew behind what is not well-formed: glibc's UTF-7 stays within Base64 there, and goes on by how many bytes
  /// it was passed at once.
  private let beginsAnew: Bool

  /// - Parameter name: in lower case.
  /// - Returns: `nil` where iconv knows no such name, or makes of the same bytes now this, now that.
  init?(from name: String) {
    // Slashes and commas have a meaning for iconv beside the name.
    guard name.utf8.count <= 40, name.utf8.allSatisfy(Self.isNameByte), !Self.unsteady.contains(name),
      let converter = unsafe iconv_open("UTF-8", name), unsafe converter != iconv_t(bitPattern: -1)
    else { return nil }
    unsafe self.converter = converter
    beginsAnew = name.hasPrefix("utf-7") || name.hasPrefix("utf7")
  }

  // SAFETY: opened in `init`, used by nobody else.
  deinit { unsafe _ = iconv_close(converter) }

  /// Takes from `bytes` what are whole characters: a beginning of one may be left, unless these are the last bytes.
  /// What is not well-formed becomes U+FFFD.
  func convert(_ bytes: inout [UInt8], isLast: Bool) -> [UInt8] {
    var utf8: [UInt8] = []
    utf8.reserveCapacity(bytes.count * 2)
    let left = unsafe bytes.withUnsafeMutableBytes { unsafe convert($0, isLast: isLast, to: &utf8) }
    bytes.removeFirst(bytes.count - left)
    return utf8
  }

  /// - Returns: how many bytes at the end of the input are left.
  private func convert(_ input: UnsafeMutableRawBufferPointer, isLast: Bool, to utf8: inout [UInt8]) -> Int {
    guard let base = input.baseAddress else { return 0 }
    return unsafe withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { output in
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
        if failure == EINVAL, !isLast { return left }
        // A byte that begins no character, or a character that the end cuts.
        utf8 += Self.replacement
        guard failure == EILSEQ, left > 0 else { return 0 }
        unsafe next = next.map { unsafe $0 + 1 }
        left -= 1
        // SAFETY: without a text it forgets what it has read.
        if beginsAnew { unsafe _ = iconv(converter, nil, nil, nil, nil) }
      }
      return 0
    }
  }

  /// glibc 2.36 reads them otherwise where their bytes arrive one by one, well-formed or not.
  private static let unsteady: Set<String> = ["iso-2022-cn-ext", "iso2022cnext"]

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"):
      true
    default: false
    }
  }
}
