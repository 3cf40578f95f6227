/// A value with parameters, as in `text/plain; charset="utf-8"` (RFC 2045, section 5.1).
struct HeaderParameters {
  /// What stands before the parameters, in lower case.
  var value = ""
  private var parameters: [String: String] = [:]

  init(_ raw: [UInt8]?) {
    guard let raw else { return }
    var rest = raw[...]
    value = PlainText.trimmed(String(decoding: rest.prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self))
      .lowercased()
    rest = rest.drop { $0 != UInt8(ascii: ";") }
    while rest.first == UInt8(ascii: ";") {
      rest.removeFirst()
      let name = rest.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") }
      rest = rest.dropFirst(name.count)
      guard rest.first == UInt8(ascii: "=") else { continue }
      rest = rest.dropFirst().drop(while: PlainText.isBlank)
      let value = rest.first == UInt8(ascii: "\"") ? Self.quoted(&rest) : Self.bare(&rest)
      let key = PlainText.trimmed(String(decoding: name, as: UTF8.self)).lowercased()
      // The first counts.
      if parameters[key] == nil { parameters[key] = EncodedWords.decode(value) }
    }
  }

  /// The parameter of that name, given in lower case, also where it is written by RFC 2231 in one piece
  /// (`filename*=utf-8''caf%C3%A9`).
  subscript(name: String) -> String? {
    if let value = parameters[name] { return value }
    guard let extended = parameters[name + "*"] else { return nil }
    let parts = extended.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return extended }
    let escapes = parts[2].utf8.map { $0 == UInt8(ascii: "%") ? UInt8(ascii: "=") : $0 }
    return CharsetDecoder.decode(TransferEncoding.quotedPrintable(escapes[...]), named: String(parts[0])).text
  }

  private static func quoted(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
    rest.removeFirst()
    var value: [UInt8] = []
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() {
        value.append(escaped)
      } else {
        value.append(byte)
      }
    }
    rest = rest.drop { $0 != UInt8(ascii: ";") }
    return value
  }

  private static func bare(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
    let value = rest.prefix { $0 != UInt8(ascii: ";") }
    rest = rest.dropFirst(value.count)
    return Array(value.prefix { !PlainText.isBlank($0) })
  }
}
