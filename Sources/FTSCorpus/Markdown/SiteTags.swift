/// Tags that the generators of sites work out: Liquid's `{% … %}` and `{{ … }}`, Hugo's `{{< … >}}` and `{{% … %}}`.
enum SiteTags {
  /// The text without the tags. What a pair encloses stays, but for Liquid's comments.
  static func removed(from text: String) -> String {
    guard ByteSearch.contains("{%", in: Array(text.utf8)) || ByteSearch.contains("{{", in: Array(text.utf8))
    else { return text }
    let bytes = Array(text.utf8)
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var index = 0
    var isComment = false
    while index < bytes.count {
      let open = ByteSearch.firstIndex(of: UInt8(ascii: "{"), in: bytes, from: index) ?? bytes.count
      if !isComment { kept += bytes[index..<open] }
      guard open < bytes.count else { break }
      guard let tag = tag(in: bytes, at: open) else {
        if !isComment { kept.append(bytes[open]) }
        index = open + 1
        continue
      }
      index = tag.upperBound
      let word = bytes[tag].dropFirst(2).drop { $0 == UInt8(ascii: "-") || PlainText.isBlank($0) }
      if word.starts(with: Array("comment".utf8)) { isComment = true }
      if word.starts(with: Array("endcomment".utf8)) { isComment = false }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// Longest tag in bytes; beyond it braces are text.
  private static let maximumBytes = 2000

  private static func tag(in bytes: [UInt8], at open: Int) -> Range<Int>? {
    guard open + 3 < bytes.count else { return nil }
    let closing: [UInt8]
    switch bytes[open + 1] {
    case UInt8(ascii: "%"): closing = Array("%}".utf8)
    case UInt8(ascii: "{"): closing = Array("}}".utf8)
    default: return nil
    }
    let end = min(bytes.count - 1, open + maximumBytes)
    var index = open + 2
    while index < end {
      if bytes[index] == closing[0], bytes[index + 1] == closing[1] { return open..<index + 2 }
      index += 1
    }
    return nil
  }
}
