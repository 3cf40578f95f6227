/// Makes UTF-8 of text in the character sets that mail, saved pages and exports name; it may arrive in pieces, cut anywhere.
///
/// Names of ASCII, UTF-8, Latin-1 and Windows-1252 are not told apart: programs write one for the other, and `TextDecoder` goes by
/// the bytes. So are those read whose name nobody knows. All others are iconv's business; what is not well-formed becomes U+FFFD.
struct CharsetDecoder {
  /// Whether the name was known.
  let isKnown: Bool
  /// `nil` where the bytes say what they are.
  private let converter: CharsetConverter?
  /// The beginning of a character that the pieces have cut.
  private var held: [UInt8] = []

  init(named name: String?) {
    if let name = name?.lowercased(), !Self.guessed.contains(name) {
      converter = CharsetConverter(from: name)
      isKnown = converter != nil
    } else {
      converter = nil
      isKnown = true
    }
  }

  /// The text of all `bytes`, and whether the name was known.
  static func decode(_ bytes: [UInt8], named name: String?) -> (text: String, isKnown: Bool) {
    var decoder = CharsetDecoder(named: name)
    let utf8 = decoder.decode(bytes, isLast: true).utf8
    return (String(decoding: utf8, as: UTF8.self), decoder.isKnown)
  }

  /// The next piece, as far as its characters are complete.
  ///
  /// - Returns: UTF-8, and the offset in it of the first byte that was taken for Windows-1252 because it is not part of UTF-8.
  mutating func decode(_ piece: [UInt8], isLast: Bool) -> (utf8: [UInt8], firstForeignByte: Int?) {
    var bytes = held.isEmpty ? piece : held + piece
    held = []
    if let converter {
      let utf8 = converter.convert(&bytes, isLast: isLast)
      held = bytes
      return (utf8, nil)
    }
    if !isLast { holdCutCharacter(of: &bytes) }
    if (try? UTF8Span(validating: bytes.span)) != nil { return (bytes, nil) }
    // As many bytes come before the first foreign one as went in.
    let (text, first) = TextDecoder.decode(bytes)
    return (Array(text.utf8), first)
  }

  /// Takes off the end what may be the beginning of a character.
  private mutating func holdCutCharacter(of bytes: inout [UInt8]) {
    guard let lead = bytes.indices.suffix(3).last(where: { bytes[$0] >= 0xC0 }) else { return }
    let length = bytes[lead] < 0xE0 ? 2 : bytes[lead] < 0xF0 ? 3 : 4
    guard lead + length > bytes.count else { return }
    held = Array(bytes[lead...])
    bytes.removeSubrange(lead...)
  }

  private static let guessed: Set<String> = [
    "", "us-ascii", "ascii", "utf-8", "utf8", "iso-8859-1", "iso8859-1", "latin1", "windows-1252", "cp1252",
    "unknown-8bit",
    "unknown", "8bit", "7bit", "default_charset",
  ]
}
