/// Tells a format from the beginning of a file.
enum FormatDetector {
  /// Longest first line of a page, in bytes: a title, not a paragraph.
  static let titleBytes = 300

  /// The format, or `nil` where it is none of ours.
  ///
  /// - Parameters:
  ///   - head: the beginning of the file, decompressed, without byte order mark.
  ///   - path: of the file. Data and posts of a site are known by where they lie, too.
  static func format(of head: [UInt8], path: String = "-") -> SourceFormat? {
    guard let first = head.first(where: { !PlainText.isBlank($0) }) else { return nil }
    let path = SitePath(path)
    if path.commentPlace != nil { return .commentData }
    if path.isMarkdown || (first != UInt8(ascii: "{") && path.syntax == nil && hasFrontMatter(head)) {
      return firstBinaryByte(of: head) == nil ? .markdown : nil
    }
    if isMailbox(head) { return .mbox }
    switch first {
    case UInt8(ascii: "{"): return beginsObject(head) ? .jsonl : nil
    case UInt8(ascii: "["): return beginsArrayOfObjects(head) ? .jsonl : page(head)
    case UInt8(ascii: "<"): return isWordPressExport(head) ? .wxr : isWebPage(head) ? .html : nil
    default: return page(head)
    }
  }

  /// Whether a file's name is one of a text page, compressed or not.
  static func isNameOfPage(_ path: String) -> Bool {
    var name = path.lowercased()
    for suffix in [".gz", ".zst"] where name.hasSuffix(suffix) { name.removeLast(suffix.count) }
    return name.hasSuffix(".txt") || name.hasSuffix(".text")
  }

  /// Where the first byte is that no page has.
  static func firstBinaryByte(of head: [UInt8]) -> Int? { head.firstIndex(where: isBinary) }

  private static func page(_ head: [UInt8]) -> SourceFormat? {
    guard firstBinaryByte(of: head) == nil else { return nil }
    let line = head.drop(while: PlainText.isBlank).prefix { $0 != 0x0A && $0 != 0x0D }
    return line.count <= titleBytes ? .page : nil
  }

  /// A backslash follows in RTF, and in no JSON.
  private static func beginsObject(_ head: [UInt8]) -> Bool {
    head.drop(while: PlainText.isBlank).dropFirst().first { !PlainText.isBlank($0) } != UInt8(ascii: "\\")
  }

  /// An array is none of ours, but one of objects is near enough to JSON Lines to say so.
  private static func beginsArrayOfObjects(_ head: [UInt8]) -> Bool {
    head.drop(while: PlainText.isBlank).dropFirst().first { !PlainText.isBlank($0) } == UInt8(ascii: "{")
  }

  /// Whether front matter begins and ends here.
  static func hasFrontMatter(_ head: [UInt8]) -> Bool {
    guard let first = head.first, "-+{".utf8.contains(first) else { return false }
    return FrontMatter(TextDecoder.decode(head).text) != nil
  }

  /// A line that separates messages, and one of a header.
  private static func isMailbox(_ head: [UInt8]) -> Bool {
    let text = head.drop(while: PlainText.isBlank)
    guard text.starts(with: "From ".utf8) else { return false }
    let lines = text.split(separator: UInt8(ascii: "\n"), maxSplits: 2)
    return lines.count > 1 && MailDate.parse(envelope: TextDecoder.decode(Array(lines[0])).text) != nil
      && MailHeader.isField(lines[1])
  }

  /// HTML that says so, behind an XML declaration and comments: `<!doctype html>` or `<html>`.
  private static func isWebPage(_ head: [UInt8]) -> Bool {
    var rest = TextDecoder.decode(head).text.lowercased()[...].drop(while: \.isWhitespace)
    while let end = rest.hasPrefix("<?") ? "?>" : rest.hasPrefix("<!--") ? "-->" : nil {
      guard let close = rest.firstRange(of: end) else { return false }
      rest = rest[close.upperBound...].drop(while: \.isWhitespace)
    }
    return rest.hasPrefix("<!doctype html") || rest.hasPrefix("<html")
  }

  private static func isWordPressExport(_ head: [UInt8]) -> Bool {
    ByteSearch.contains("xmlns:wp=", in: head) && ByteSearch.contains("wordpress.org/export/", in: head)
  }

  /// NUL, and the control characters that no text holds; escape sequences and form feeds pass.
  private static func isBinary(_ byte: UInt8) -> Bool {
    byte < 0x20 && !(0x07...0x0D).contains(byte) && byte != 0x1A && byte != 0x1B
  }
}
