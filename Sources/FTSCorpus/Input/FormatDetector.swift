/// Tells a format from the beginning of a file.
enum FormatDetector {
  /// Longest first line of a page, in bytes: a title, not a paragraph.
  static let titleBytes = 300

  /// The format, or `nil` where it is none of ours.
  ///
  /// - Parameter head: the beginning of the file, decompressed, without byte order mark.
  static func format(of head: [UInt8]) -> SourceFormat? {
    guard let first = head.first(where: { !PlainText.isBlank($0) }) else { return nil }
    switch first {
    case UInt8(ascii: "{"): return beginsObject(head) ? .jsonl : nil
    case UInt8(ascii: "["): return beginsArrayOfObjects(head) ? .jsonl : page(head)
    case UInt8(ascii: "<"): return WXRRecords.isBegun(by: head) ? .wxr : nil
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

  /// NUL, and the control characters that no text holds; escape sequences and form feeds pass.
  private static func isBinary(_ byte: UInt8) -> Bool {
    byte < 0x20 && !(0x07...0x0D).contains(byte) && byte != 0x1A && byte != 0x1B
  }
}
