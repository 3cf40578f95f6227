/// Writes JSON (RFC 8259) member by member, in the order of the calls: the keys of an answer stay
/// where a reader expects them, and nothing is boxed on the way.
package struct JSONWriter {
  /// UTF-8, complete once the outermost value is closed.
  package private(set) var bytes: [UInt8] = []

  package init(capacity: Int = 1024) { bytes.reserveCapacity(capacity) }

  /// The encoding of one value.
  package static func encode(_ value: some JSONEncodable) -> [UInt8] {
    var writer = JSONWriter()
    value.write(to: &writer)
    return writer.bytes
  }

  package mutating func object(_ members: (inout JSONWriter) -> Void) {
    beginValue()
    bytes.append(UInt8(ascii: "{"))
    members(&self)
    bytes.append(UInt8(ascii: "}"))
  }

  package mutating func array<Element>(
    _ elements: some Sequence<Element>, _ write: (Element, inout JSONWriter) -> Void
  ) {
    beginValue()
    bytes.append(UInt8(ascii: "["))
    for element in elements { write(element, &self) }
    bytes.append(UInt8(ascii: "]"))
  }

  /// A member of the object that is open.
  package mutating func member(_ key: String, _ value: some JSONEncodable) {
    self.key(key)
    value.write(to: &self)
  }

  /// The same, left out where there is no value.
  package mutating func member(_ key: String, _ value: (some JSONEncodable)?) {
    if let value { member(key, value) }
  }

  /// The same, left out where there are no elements.
  package mutating func member(_ key: String, unlessEmpty values: [some JSONEncodable]) {
    if !values.isEmpty { member(key, values) }
  }

  /// The name of the member whose value is written next.
  package mutating func key(_ key: String) {
    string(key)
    bytes.append(UInt8(ascii: ":"))
  }

  package mutating func string(_ text: String) {
    beginValue()
    bytes.append(UInt8(ascii: "\""))
    if Self.needsEscape(text) {
      for byte in text.utf8 { appendEscaped(byte) }
    } else {
      bytes.append(contentsOf: text.utf8)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A number or literal in its JSON spelling.
  package mutating func literal(_ text: String) {
    beginValue()
    bytes.append(contentsOf: text.utf8)
  }

  /// Separates the value that follows from the one before. What opens an object or array or ends
  /// a key cannot also end a value, so the last byte tells.
  private mutating func beginValue() {
    switch bytes.last {
    case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"): break
    default: bytes.append(UInt8(ascii: ","))
    }
  }

  private static func needsEscape(_ text: String) -> Bool {
    let span = text.utf8.span
    for index in span.indices where needsEscape(span[index]) { return true }
    return false
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    guard Self.needsEscape(byte) else { return bytes.append(byte) }
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "n"))
    case UInt8(ascii: "\r"): bytes.append(UInt8(ascii: "r"))
    case UInt8(ascii: "\t"): bytes.append(UInt8(ascii: "t"))
    case 0..<0x20:
      let digits = String(byte, radix: 16)
      bytes.append(contentsOf: "u000".utf8.prefix(5 - digits.utf8.count))
      bytes.append(contentsOf: digits.utf8)
    default: bytes.append(byte)
    }
  }
}
