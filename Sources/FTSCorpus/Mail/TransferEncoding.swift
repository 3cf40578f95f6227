/// How the bytes of a part are written as lines of ASCII (RFC 2045, section 6). What is damaged is read as far as it makes sense.
enum TransferEncoding {
  /// As they are: 7bit, 8bit and binary, and whatever else is said.
  case identity
  case quotedPrintable
  case base64

  init(_ name: String?) {
    switch name?.lowercased() {
    case "base64": self = .base64
    case "quoted-printable": self = .quotedPrintable
    default: self = .identity
    }
  }

  /// - Returns: the bytes, and whether they were written as they should be.
  func decode(_ bytes: ArraySlice<UInt8>) -> (bytes: [UInt8], isSound: Bool) {
    switch self {
    case .identity: (Array(bytes), true)
    case .quotedPrintable: (Self.quotedPrintable(bytes), true)
    case .base64: Self.base64(bytes)
    }
  }

  /// An equals sign that begins no escape stands for itself.
  ///
  /// - Parameter blank: the byte that stands for a space, as underscores do in encoded words.
  static func quotedPrintable(_ bytes: ArraySlice<UInt8>, blank: UInt8? = nil) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "=") else {
        decoded.append(byte == blank ? 0x20 : byte)
        continue
      }
      if index + 1 < bytes.endIndex, let high = digit(bytes[index]), let low = digit(bytes[index + 1]) {
        decoded.append(high << 4 | low)
        index += 2
      } else if let end = softBreak(bytes, from: index) {
        index = end
      } else {
        decoded.append(byte)
      }
    }
    return decoded
  }

  /// Where the next line begins, if nothing but blanks is left of this one.
  private static func softBreak(_ bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "\n"): return index + 1
      case 0x20, 0x09, 0x0D: index += 1
      default: return nil
      }
    }
    return index
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  /// Foundation's decoder gives nothing where a single byte is wrong; here what came before it is text.
  static func base64(_ bytes: ArraySlice<UInt8>) -> (bytes: [UInt8], isSound: Bool) {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count / 4 * 3)
    // A local: a global would be looked at for its initialiser at every byte.
    let sextets = Self.sextets
    var isSound = true
    var bits: UInt32 = 0
    var count = 0
    for byte in bytes {
      let value = sextets[Int(byte)]
      if value == 0xFF {
        if byte == UInt8(ascii: "=") {
          // Padding ends a piece; another may follow.
          if count == 1 { isSound = false }
          (bits, count) = (0, 0)
        } else if !PlainText.isBlank(byte) {
          isSound = false
        }
        continue
      }
      bits = bits << 6 | UInt32(value)
      count += 1
      switch count {
      case 2: decoded.append(UInt8(truncatingIfNeeded: bits >> 4))
      case 3: decoded.append(UInt8(truncatingIfNeeded: bits >> 2))
      case 4:
        decoded.append(UInt8(truncatingIfNeeded: bits))
        (bits, count) = (0, 0)
      default: break
      }
    }
    return (decoded, isSound && count != 1)
  }

  private static let sextets: [UInt8] = {
    var table = [UInt8](repeating: 0xFF, count: 256)
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    for (value, byte) in alphabet.enumerated() { table[Int(byte)] = UInt8(value) }
    return table
  }()
}
