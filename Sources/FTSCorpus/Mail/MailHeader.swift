/// The header of a message or of a part of one (RFC 5322, section 2.2): fields, found by name.
struct MailHeader {
  private let bytes: [UInt8]
  private var fields: [Field] = []
  /// Where the body begins.
  private(set) var bodyStart: Int

  private struct Field {
    var name: Range<Int>
    /// From the colon on, with the lines that continue it.
    var value: Range<Int>
  }

  /// Reads the fields from the beginning of `range` to the first blank line, or to a line that is neither a field nor continues one.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    bodyStart = range.lowerBound
    while bodyStart < range.upperBound {
      let end = min(
        range.upperBound,
        ByteSearch.firstIndex(of: UInt8(ascii: "\n"), in: bytes, from: bodyStart) ?? range.upperBound)
      let next = min(end + 1, range.upperBound)
      let line = bodyStart..<end
      if Self.isBlank(bytes[line]) {
        bodyStart = next
        return
      }
      if bytes[line.lowerBound] == 0x20 || bytes[line.lowerBound] == 0x09 {
        if let last = fields.indices.last { fields[last].value = fields[last].value.lowerBound..<end }
      } else if let colon = Self.colon(bytes[line]) {
        fields.append(Field(name: line.lowerBound..<colon, value: colon + 1..<end))
      } else {
        return
      }
      bodyStart = next
    }
  }

  var isEmpty: Bool { fields.isEmpty }

  /// The value of the first field of that name, given in lower case, as it stands there but on one line.
  func raw(_ name: StaticString) -> [UInt8]? {
    let name = unsafe UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    for field in fields where field.name.count == name.count {
      // SAFETY: a static string lasts for ever.
      guard unsafe zip(field.name, name).allSatisfy({ Self.lowered(bytes[$0]) == $1 }) else { continue }
      return bytes[field.value].filter { $0 != 0x0D && $0 != 0x0A }
    }
    return nil
  }

  /// The value as text, for what has no encoded words in it.
  func token(_ name: StaticString) -> String? {
    raw(name).map { PlainText.trimmed(TextDecoder.decode($0).text) }
  }

  /// The value as a person reads it, its encoded words decoded; `nil` where nothing is left.
  func text(_ name: StaticString) -> String? {
    guard let raw = raw(name) else { return nil }
    let text = PlainText.trimmed(PlainText.clean(EncodedWords.decode(raw)))
    return text.isEmpty ? nil : text
  }

  /// Whether a line begins a field: a name without blanks, and a colon.
  static func isField(_ line: ArraySlice<UInt8>) -> Bool { colon(line) != nil }

  private static func colon(_ line: ArraySlice<UInt8>) -> Int? {
    guard let end = line.firstIndex(where: { $0 == UInt8(ascii: ":") || !(0x21...0x7E).contains($0) }),
      line[end] == UInt8(ascii: ":"), end > line.startIndex
    else { return nil }
    return end
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    line.isEmpty || line.elementsEqual([0x0D])
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
