/// What a query's reader and writer ask of a scalar. ASCII is answered without a look into Unicode's tables.
extension Unicode.Scalar {
  /// Whether it separates words.
  var isSpace: Bool { isASCII ? self == " " || (0x09...0x0D).contains(value) : properties.isWhitespace }

  var isLetter: Bool {
    isASCII ? (0x61...0x7A).contains(value | 0x20) : properties.isAlphabetic
  }

  var isDigit: Bool { (0x30...0x39).contains(value) }

  /// Whether it is a letter, a digit or anything beyond ASCII: what is not merely punctuation.
  var isWordPart: Bool { !isASCII || isLetter || isDigit }

  /// Whether a field's name may have it without a `\` before it.
  var isNamePart: Bool { isLetter || isDigit || self == "_" || self == "-" || self == "." }

  /// Whether it begins or ends a phrase.
  var isQuote: Bool { self == "\"" || self == "“" || self == "”" || self == "„" }
}
