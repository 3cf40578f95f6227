/// Mends what XML forbids and exports hold all the same, because the databases behind them do:
/// control characters and references to such become spaces, bytes that are not in the encoding that the text declares what
/// `CharsetDecoder` makes of them.
///
/// What comes out is UTF-8, whatever the text declares.
struct XMLRepair {
  /// Longest text that is looked at for the end of the XML declaration.
  private static let declarationBytes = 1024

  /// What a person should know of it, and the line, counted from 1.
  private(set) var warning: (line: Int, reason: String)?
  private var line = 1
  /// `nil` until the declaration is complete.
  private var decoder: CharsetDecoder?
  /// Whether characters that are not UTF-8 are worth a warning.
  private var shouldBeUTF8 = true
  /// A declaration or reference that the pieces may have cut.
  private var held: [UInt8] = []

  /// The next piece, mended, as far as it is complete.
  mutating func mend(_ piece: [UInt8], isLast: Bool) -> [UInt8] {
    guard var decoder else {
      let head = held + piece
      guard isLast || head.count >= Self.declarationBytes || head.contains(UInt8(ascii: ">")) else {
        held = head
        return []
      }
      held = []
      begin(Self.encoding(declaredIn: head.prefix(Self.declarationBytes)))
      return mend(head, isLast: isLast)
    }
    var (utf8, foreign) = decoder.decode(piece, isLast: isLast)
    self.decoder = decoder
    note(foreign, in: utf8)
    if utf8.contains(where: PlainText.isUnwanted) {
      utf8 = utf8.map { PlainText.isUnwanted($0) ? 0x20 : $0 }
    }
    if !held.isEmpty {
      utf8 = held + utf8
      held = []
    }
    if !isLast, let cut = XMLReferences.startOfCut(in: utf8) {
      held = Array(utf8[cut...])
      utf8.removeSubrange(cut...)
    }
    return XMLReferences.mended(utf8)
  }

  private mutating func begin(_ encoding: String?) {
    let decoder = CharsetDecoder(named: encoding)
    self.decoder = decoder
    shouldBeUTF8 = encoding.map { $0.hasPrefix("utf-8") || $0.hasPrefix("utf8") } ?? true
    if !decoder.isKnown, let encoding {
      warning = (1, "encoding \"\(encoding.prefix(40))\" is not known; read as UTF-8 or Windows-1252")
    }
  }

  private mutating func note(_ foreign: Int?, in utf8: [UInt8]) {
    guard shouldBeUTF8, warning == nil else { return }
    line += utf8.prefix(foreign ?? utf8.count).reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    if foreign != nil {
      warning = (
        line, "bytes that are not UTF-8, here and perhaps further on; read as Windows-1252"
      )
    }
  }

  /// The name in the XML declaration (production 80), in lower case; `nil` where there is none, which means UTF-8.
  private static func encoding(declaredIn head: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: head.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self).lowercased()
    guard text.hasPrefix("<?xml"), let mark = text.firstRange(of: "encoding") else { return nil }
    let value = text[mark.upperBound...].drop { " =\t\r\n".contains($0) }
    guard let quote = value.first, "\"'".contains(quote) else { return nil }
    return String(value.dropFirst().prefix { $0 != quote })
  }
}
