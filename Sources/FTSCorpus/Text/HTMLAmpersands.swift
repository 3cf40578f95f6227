/// Ampersands that begin no reference, though libxml2 looks for one.
///
/// Behind 100 letters it asks for more input, and where that moves what it has, begins with the name anew (`htmlParseNameComplex` of
/// 2.9.14): what it had read is lost. No reference is that long; in text of a script without spaces an ampersand may well be followed by as many.
enum HTMLAmpersands {
  private static let longestName = 100

  /// The same for a parser, with such ampersands as references.
  static func escaped(_ html: String) -> String {
    var escaped = ""
    var copied = html.startIndex
    var rest = html.utf8[...]
    while let sign = rest.firstIndex(of: UInt8(ascii: "&")) {
      rest = rest[html.utf8.index(after: sign)...]
      guard isTooLong(html.unicodeScalars[rest.startIndex...]) else { continue }
      escaped += html[copied..<sign] + "&amp;"
      copied = rest.startIndex
    }
    return copied == html.startIndex ? html : escaped + html[copied...]
  }

  private static func isTooLong(_ text: Substring.UnicodeScalarView) -> Bool {
    var length = 0
    for scalar in text {
      guard isNamePart(scalar) else { return false }
      length += 1
      if length > longestName { return true }
    }
    return false
  }

  /// True at least for what the parser takes for part of a name.
  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_", ":": true
    case "\0"..."\u{7F}": false
    default:
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.isDiacritic || scalar.properties.isExtender
        || scalar.properties.isGraphemeExtend
    }
  }
}
