/// WordPress shortcodes: tags in square brackets, as in `[gallery ids="1,2"]`.
///
/// WordPress knows by registration what is one; here a bracket is one when it has an attribute, when
/// it is closed (`[name] … [/name]`), or when its name is one of WordPress's own. `[sic]` is not.
enum Shortcodes {
  /// The text without the tags; what a pair encloses stays.
  static func removed(from text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "[")) else { return text }
    let bytes = Array(text.utf8)
    let tags = tags(in: bytes)
    let closed = Set(tags.filter(\.isClosing).map(\.name))
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var copied = 0
    for tag in tags
    where tag.isClosing || tag.hasAttributes || closed.contains(tag.name) || own.contains(tag.name) {
      kept += bytes[copied..<tag.range.lowerBound]
      copied = tag.range.upperBound
    }
    kept += bytes[copied...]
    return String(decoding: kept, as: UTF8.self)
  }

  private static let own: Set<String> = [
    "audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption",
  ]

  private struct Tag {
    var name: String
    var range: Range<Int>
    var isClosing: Bool
    var hasAttributes: Bool
  }

  private static func tags(in bytes: [UInt8]) -> [Tag] {
    var tags: [Tag] = []
    var index = 0
    while let open = ByteSearch.firstIndex(of: UInt8(ascii: "["), in: bytes, from: index) {
      if let tag = tag(in: bytes, at: open) {
        tags.append(tag)
        index = tag.range.upperBound
      } else {
        index = open + 1
      }
    }
    return tags
  }

  /// Longest tag in bytes; beyond it a bracket is taken as one that was never closed.
  private static let maximumBytes = 4096

  private static func tag(in bytes: [UInt8], at open: Int) -> Tag? {
    var index = open + 1
    let isClosing = index < bytes.count && bytes[index] == UInt8(ascii: "/")
    if isClosing { index += 1 }
    let nameStart = index
    while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
    guard index > nameStart, isLetter(bytes[nameStart]) else { return nil }
    let nameEnd = index
    let limit = min(bytes.count, open + maximumBytes)
    var hasAttributes = false
    while index < limit, bytes[index] != UInt8(ascii: "]"), bytes[index] != UInt8(ascii: "[") {
      if bytes[index] == UInt8(ascii: "=") { hasAttributes = true }
      index += 1
    }
    guard index < limit, bytes[index] == UInt8(ascii: "]") else { return nil }
    // Words after the name that are no attributes make a remark in brackets.
    let isBare = bytes[nameEnd..<index].allSatisfy { $0 == 0x20 || $0 == UInt8(ascii: "/") }
    guard isBare || (hasAttributes && !isClosing && bytes[nameEnd] == 0x20) else { return nil }
    let name = String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self)
    return Tag(name: name, range: open..<index + 1, isClosing: isClosing, hasAttributes: hasAttributes)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
}
