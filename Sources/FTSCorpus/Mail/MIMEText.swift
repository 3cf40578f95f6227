/// The text of a message (RFC 2045 and 2046): its plain text, or where there is none its HTML, of all parts that are no attachments.
struct MIMEText {
  /// The author's own words.
  private(set) var body = ""
  /// What is quoted, piece by piece.
  private(set) var quotes: [String] = []
  /// Names of attached files.
  private(set) var attachments: [String] = []
  /// What could not be read as it should be.
  private(set) var warnings: [String] = []

  /// Parts in parts, deeper than programs make them.
  private static let maximumDepth = 16

  private let bytes: [UInt8]

  /// - Parameter bytes: those of the message, whose header has been read.
  init(_ bytes: [UInt8], header: MailHeader) {
    self.bytes = bytes
    let pieces = text(header, header.bodyStart..<bytes.count, depth: 0)
    body = pieces.map(\.body).filter { !$0.isEmpty }.joined(separator: "\n\n")
    quotes = pieces.flatMap(\.quotes)
  }

  private struct Piece {
    var body: String
    var quotes: [String]
    var isEmpty: Bool { body.isEmpty && quotes.isEmpty }
  }

  private mutating func text(_ header: MailHeader, _ range: Range<Int>, depth: Int) -> [Piece] {
    let type = HeaderParameters(header.raw("content-type"))
    let disposition = HeaderParameters(header.raw("content-disposition"))
    if let name = disposition["filename"] ?? type["name"], !name.isEmpty {
      attachments.append(PlainText.trimmed(PlainText.clean(name)))
      return []
    }
    if disposition.value == "attachment" { return [] }
    switch type.value {
    case "text/plain", "text", "": return [plain(header, type, range)]
    case "text/html": return [html(header, type, range)]
    case let value where value.hasPrefix("multipart/"):
      guard let boundary = type["boundary"], !boundary.isEmpty, depth < Self.maximumDepth else {
        warnings.append("a message of several parts that cannot be told apart")
        return []
      }
      return multipart(value, boundary: boundary, range, depth: depth)
    default: return []
    }
  }

  private mutating func multipart(
    _ type: String, boundary: String, _ range: Range<Int>, depth: Int
  ) -> [Piece] {
    let parts = parts(boundary: Array(boundary.utf8), in: range)
    var texts: [(isPlain: Bool, pieces: [Piece])] = []
    for part in parts {
      let header = MailHeader(bytes, in: part)
      let pieces = text(header, header.bodyStart..<part.upperBound, depth: depth + 1)
      guard pieces.contains(where: { !$0.isEmpty }) else { continue }
      texts.append((HeaderParameters(header.raw("content-type")).value != "text/html", pieces))
      // The others belong to it.
      if type == "multipart/related" { break }
    }
    guard type == "multipart/alternative" else { return texts.flatMap(\.pieces) }
    return (texts.first(where: \.isPlain) ?? texts.last)?.pieces ?? []
  }

  /// The parts between the lines with the boundary; the last may lack its end.
  private func parts(boundary: [UInt8], in range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start: Int?
    var line = range.lowerBound
    while line < range.upperBound {
      let end = min(
        range.upperBound,
        ByteSearch.firstIndex(of: UInt8(ascii: "\n"), in: bytes, from: line) ?? range.upperBound)
      let next = min(end + 1, range.upperBound)
      if let isLast = delimiter(boundary, line..<end) {
        if let start { parts.append(start..<max(start, line)) }
        start = isLast ? nil : next
        if isLast { break }
      }
      line = next
    }
    if let start, start < range.upperBound { parts.append(start..<range.upperBound) }
    return parts
  }

  /// Whether a line with the boundary is the last; `nil` for any other line.
  private func delimiter(_ boundary: [UInt8], _ line: Range<Int>) -> Bool? {
    guard line.count >= boundary.count + 2, bytes[line.lowerBound] == UInt8(ascii: "-"),
      bytes[line.lowerBound + 1] == UInt8(ascii: "-")
    else { return nil }
    let rest = bytes[line].dropFirst(2)
    guard rest.starts(with: boundary) else { return nil }
    let tail = rest.dropFirst(boundary.count)
    if tail.allSatisfy(PlainText.isBlank) { return false }
    guard tail.starts(with: [UInt8(ascii: "-"), UInt8(ascii: "-")]),
      tail.dropFirst(2).allSatisfy(PlainText.isBlank)
    else { return nil }
    return true
  }

  private mutating func plain(_ header: MailHeader, _ type: HeaderParameters, _ range: Range<Int>) -> Piece {
    let text = MailText(PlainText.clean(decoded(header, type, range)))
    return Piece(body: text.body, quotes: text.quotes)
  }

  private mutating func html(_ header: MailHeader, _ type: HeaderParameters, _ range: Range<Int>) -> Piece {
    let text = HTMLText(html: PlainText.clean(decoded(header, type, range)))
    return Piece(body: text.body, quotes: text.quotes)
  }

  private mutating func decoded(_ header: MailHeader, _ type: HeaderParameters, _ range: Range<Int>) -> String
  {
    let encoding = TransferEncoding(header.token("content-transfer-encoding"))
    let (content, isSound) = encoding.decode(bytes[range])
    if !isSound { warnings.append("base64 that is damaged; read as far as it makes sense") }
    let (text, isKnown) = CharsetDecoder.decode(content, named: type["charset"])
    if !isKnown, let name = type["charset"] {
      warnings.append("character set \"\(name.prefix(40))\" is not known; read as UTF-8 or Windows-1252")
    }
    return text
  }
}
