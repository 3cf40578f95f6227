import FTSDocument

/// A saved web page: a review with its comments, or where the page says that there are several, several reviews.
///
/// What the page says of itself for programs counts first: microdata, microformats, JSON-LD; then markup that blogs have in common; then
/// the title and the main text of any page.
struct WebPageReader: WholeFileReader {
  static let noun = "web page"
  let source: String

  func decode(_ bytes: [UInt8]) -> (text: String, warning: String?) {
    let name = Self.charset(of: bytes)
    let (text, isKnown) = CharsetDecoder.decode(bytes, named: name)
    guard !isKnown, let name else { return (text, nil) }
    return (text, "character set \"\(name.prefix(40))\" is not known; read as UTF-8 or Windows-1252")
  }

  func events(of text: String) -> [SourceEvent]? {
    guard !text.utf8.allSatisfy(PlainText.isBlank) else { return nil }
    let tree = HTMLTree(PlainText.clean(Self.withoutCutTag(text)))
    var events = WebPageDocuments(tree, source: source).documents().map(SourceEvent.document)
    if events.isEmpty { events.append(problem("no title and no text in the page", .fileSkipped)) }
    if tree.isCut {
      events.append(
        problem("more than \(HTMLTree.maximumNodes) elements; what follows was not read", .warning))
    }
    return events
  }

  /// The text without a tag that its end cuts, of which the parser would make text.
  private static func withoutCutTag(_ text: String) -> String {
    guard let open = text.utf8.lastIndex(of: UInt8(ascii: "<")) else { return text }
    let rest = text.utf8[open...]
    guard !rest.contains(UInt8(ascii: ">")) else { return text }
    // Of "I <3 it" and "1 < 2" nothing is a tag.
    if let next = rest.dropFirst().first, !(0x41...0x5A).contains(next & ~0x20), !"/!".utf8.contains(next) {
      return text
    }
    return String(text[..<open])
  }

  /// Bytes in which a page has to name its character set (HTML Standard, section 4.2.5.4), and some for those that do it late.
  private static let declarationBytes = 4096

  /// What follows the first `charset=`, or in XHTML `encoding=`.
  private static func charset(of bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(declarationBytes), as: UTF8.self).lowercased()
    guard let mark = head.firstRange(of: "charset=") ?? head.firstRange(of: "encoding=") else { return nil }
    let name = head[mark.upperBound...].drop { "\"' ".contains($0) }
      .prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.:".contains($0)) }
    return name.isEmpty ? nil : String(name)
  }
}
