/// One scalar read from UTF-8.
struct UTF8Scalar {
  /// Stands for a byte that begins no well-formed sequence; no scalar has this value.
  static let invalid = UInt32.max

  /// The scalar's value, or ``invalid``.
  let code: UInt32
  /// Bytes it takes; 1 where it is invalid.
  let length: Int

  /// Reads the scalar that begins at byte `index`, which must lie inside `text`.
  ///
  /// Well-formed is what table 3-7 of the Unicode Standard lists: no overlong forms, no surrogates, nothing
  /// above U+10FFFF.
  @inline(__always)
  init(in text: Span<UInt8>, at index: Int) {
    let lead = text[index]
    if lead < 0x80 {
      self.init(code: UInt32(lead), length: 1)
    } else {
      self.init(lead: lead, in: text, at: index)
    }
  }

  private init(code: UInt32, length: Int) {
    self.code = code
    self.length = length
  }

  private init(lead: UInt8, in text: Span<UInt8>, at index: Int) {
    let length: Int
    var code: UInt32
    let least: UInt32
    switch lead {
    case 0xC2...0xDF: (length, code, least) = (2, UInt32(lead & 0x1F), 0x80)
    case 0xE0...0xEF: (length, code, least) = (3, UInt32(lead & 0x0F), 0x800)
    case 0xF0...0xF4: (length, code, least) = (4, UInt32(lead & 0x07), 0x1_0000)
    default: (length, code, least) = (text.count, 0, 0)
    }
    guard code | least != 0, index + length <= text.count else {
      self.init(code: Self.invalid, length: 1)
      return
    }
    for offset in 1..<length {
      let byte = text[index + offset]
      guard byte & 0xC0 == 0x80 else {
        self.init(code: Self.invalid, length: 1)
        return
      }
      code = code << 6 | UInt32(byte & 0x3F)
    }
    guard code >= least, code <= 0x10FFFF, code & 0xFFFF_F800 != 0xD800 else {
      self.init(code: Self.invalid, length: 1)
      return
    }
    self.init(code: code, length: length)
  }
}
