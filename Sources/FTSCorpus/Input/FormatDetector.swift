/// Tells a format from the beginning of a file, and where that has no mark of its own from its name.
enum FormatDetector {
  /// Longest first line of a page, in bytes: a title, not a paragraph.
  static let titleBytes = 300

  /// The format, or `nil` where it is none of ours.
  ///
  /// - Parameters:
  ///   - head: the beginning of the file, decompressed, without byte order mark.
  ///   - path: of the file. Tables are known by its ending, too, data and posts of a site by where they lie.
  ///   - fieldMap: keys that stand for a field, besides those known. Where there are such, JSON is what
  ///     they are about, whatever else is known of the records.
  static func format(
    of head: [UInt8], path: String = "-", fieldMap: [String: DocumentField] = [:]
  ) -> SourceFormat? {
    guard let first = head.first(where: { !PlainText.isBlank($0) }) else { return nil }
    let place = SitePath(path)
    if place.commentPlace != nil { return .commentData }
    if place.isMarkdown || (first != UInt8(ascii: "{") && place.syntax == nil && hasFrontMatter(head)) {
      return firstBinaryByte(of: head) == nil ? .markdown : nil
    }
    if isMailbox(head) { return .mbox }
    switch first {
    case UInt8(ascii: "{"):
      guard beginsObject(head) else { return nil }
      return fieldMap.isEmpty ? JSONDialect.format(of: head) : .jsonl
    case UInt8(ascii: "["):
      guard beginsArrayOfObjects(head) else { return text(head, path, fieldMap) }
      // An array is none of ours but for one of items, yet near enough to JSON Lines to say so.
      return JSONDialect.format(of: head) == .hackernews ? .hackernews : .jsonl
    case UInt8(ascii: "<"): return markup(head)
    default: return text(head, path, fieldMap)
    }
  }

  /// Whether a file's name is one of a text page, compressed or not.
  static func isNameOfPage(_ path: String) -> Bool {
    let name = FileName.withoutCompression(path)
    return name.hasSuffix(".txt") || name.hasSuffix(".text")
  }

  /// Where the first byte is that no text has.
  static func firstBinaryByte(of head: [UInt8]) -> Int? { head.firstIndex(where: isBinary) }

  private static func markup(_ head: [UInt8]) -> SourceFormat? {
    if WXRRecords.isBegun(by: head) { return .wxr }
    if DisqusRecords.isBegun(by: head) { return .disqus }
    if StackExchangeRecords.isBegun(by: head) { return .stackexchange }
    return isWebPage(head) ? .html : nil
  }

  private static func text(
    _ head: [UInt8], _ path: String, _ fieldMap: [String: DocumentField]
  ) -> SourceFormat? {
    guard firstBinaryByte(of: head) == nil else { return nil }
    if let format = DelimitedDialect.format(ofName: path) { return format }
    return DelimitedDialect.format(of: head, fieldMap: fieldMap) ?? page(head)
  }

  private static func page(_ head: [UInt8]) -> SourceFormat? {
    let line = head.drop(while: PlainText.isBlank).prefix { $0 != 0x0A && $0 != 0x0D }
    return line.count <= titleBytes ? .page : nil
  }

  /// A backslash follows in RTF, and in no JSON.
  private static func beginsObject(_ head: [UInt8]) -> Bool {
    head.drop(while: PlainText.isBlank).dropFirst().first { !PlainText.isBlank($0) } != UInt8(ascii: "\\")
  }

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

  /// NUL, and the control characters that no text holds; escape sequences and form feeds pass.
  private static func isBinary(_ byte: UInt8) -> Bool {
    byte < 0x20 && !(0x07...0x0D).contains(byte) && byte != 0x1A && byte != 0x1B
  }
}
