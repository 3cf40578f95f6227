/// Writes HTML. What is not a literal of this program's passes through `text`, which escapes it: there is no other way in.
package struct HTMLWriter {
  /// What was written so far, in UTF-8.
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Writes an element and, between its tags, what `content` writes.
  package mutating func element<Failure: Error>(
    _ name: StaticString, _ attributes: HTMLAttribute?..., content: (inout Self) throws(Failure) -> Void
  ) throws(Failure) {
    open(name, attributes)
    try content(&self)
    literal("</")
    literal(name)
    literal(">")
  }

  /// Writes an element with a text.
  package mutating func element(
    _ name: StaticString, _ attributes: HTMLAttribute?..., text: some StringProtocol
  ) {
    open(name, attributes)
    self.text(text)
    literal("</")
    literal(name)
    literal(">")
  }

  /// Writes an element that has no content, as `input`.
  package mutating func void(_ name: StaticString, _ attributes: HTMLAttribute?...) { open(name, attributes) }

  /// Writes markup of this program's.
  package mutating func literal(_ markup: StaticString) { bytes += markup.description.utf8 }

  /// Writes a text for people to read: it opens and closes nothing, wherever it stands between tags or in a quoted value
  /// (HTML, 13.1.2). Characters that may not stand in HTML become U+FFFD.
  package mutating func text(_ text: some StringProtocol) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      case UInt8(ascii: "\t"), UInt8(ascii: "\n"), 0x20...0x7e, 0x80...: bytes.append(byte)
      // A carriage return would be read as a line feed.
      case UInt8(ascii: "\r"): bytes += "&#13;".utf8
      default: bytes += "\u{fffd}".utf8
      }
    }
  }

  private mutating func open(_ name: StaticString, _ attributes: [HTMLAttribute?]) {
    literal("<")
    literal(name)
    for case let attribute? in attributes {
      literal(" ")
      literal(attribute.name)
      guard let value = attribute.value else { continue }
      literal("=\"")
      text(value)
      literal("\"")
    }
    literal(">")
  }
}
