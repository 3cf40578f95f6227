/// Mends what XML forbids and exports hold all the same, because the databases behind them do:
/// control characters and references to such become spaces, bytes that are not UTF-8 characters of
/// Windows-1252.
///
/// An export that declares another encoding is left to the XML parser but for the former.
struct XMLRepair {
  /// Longest text that is looked at for the end of the XML declaration.
  private static let declarationBytes = 1024

  /// Line, counted from 1, of the first byte that was not UTF-8.
  private(set) var foreignLine: Int?
  private var line = 1
  /// Whether the text should be UTF-8; `nil` until its declaration is complete.
  private var isUTF8: Bool?
  /// An incomplete declaration, later a reference or character that the pieces may have cut.
  private var held: [UInt8] = []

  /// The next piece, mended, as far as it is complete.
  mutating func mend(_ piece: [UInt8], isLast: Bool) -> [UInt8] {
    var bytes = held.isEmpty ? piece : held + piece
    held = []
    if isUTF8 == nil {
      guard isLast || bytes.count >= Self.declarationBytes || bytes.contains(UInt8(ascii: ">")) else {
        held = bytes
        return []
      }
      isUTF8 = Self.isUTF8(declaration: bytes.prefix { $0 != UInt8(ascii: ">") })
    }
    if bytes.contains(where: PlainText.isUnwanted) {
      bytes = bytes.map { PlainText.isUnwanted($0) ? 0x20 : $0 }
    }
    if !isLast, let cut = XMLReferences.startOfCut(in: bytes) { hold(from: cut, of: &bytes) }
    bytes = XMLReferences.mended(bytes)
    guard isUTF8 == true else { return bytes }
    if !isLast { holdCutCharacter(of: &bytes) }
    return decode(bytes)
  }

  private mutating func decode(_ bytes: [UInt8]) -> [UInt8] {
    guard (try? UTF8Span(validating: bytes.span)) == nil else {
      if foreignLine == nil { line += Self.newlines(bytes[...]) }
      return bytes
    }
    let (text, first) = TextDecoder.decode(bytes)
    if foreignLine == nil, let first { foreignLine = line + Self.newlines(bytes[..<first]) }
    return Array(text.utf8)
  }

  /// Takes off the end what may be the beginning of a character.
  private mutating func holdCutCharacter(of bytes: inout [UInt8]) {
    guard let lead = bytes.indices.suffix(3).last(where: { bytes[$0] >= 0xC0 }) else { return }
    let length = bytes[lead] < 0xE0 ? 2 : bytes[lead] < 0xF0 ? 3 : 4
    if lead + length > bytes.count { hold(from: lead, of: &bytes) }
  }

  private mutating func hold(from index: Int, of bytes: inout [UInt8]) {
    held = bytes[index...] + held
    bytes.removeSubrange(index...)
  }

  private static func newlines(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
  }

  /// UTF-8 is what XML is in where the declaration names nothing else.
  private static func isUTF8(declaration: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: declaration, as: UTF8.self).lowercased()
    guard let name = text.split(separator: "encoding", maxSplits: 1).dropFirst().first else { return true }
    let value = name.drop { " =\"'\n\t".contains($0) }
    return value.hasPrefix("utf-8") || value.hasPrefix("utf8")
  }
}
