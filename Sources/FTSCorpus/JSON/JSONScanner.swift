/// Reads one JSON text (RFC 8259, the full grammar, nothing beyond it) from UTF-8.
///
/// Why not Foundation: reading is one thread and has to keep ahead of all that index, some 20 MB/s
/// each. On one core of an AMD EPYC (Swift 6.3, text of the records per second) the whole way from
/// file to `Document` takes 25,000 film reviews of 1.3 kB at 414 MB/s, where `JSONDecoder` alone, with
/// the lines already cut, makes 206 and `JSONSerialization` 236; of 62,787 posts of 280 bytes it is
/// 82 against 48 and 51. Foundation also loses the order of keys and the digits of numbers, and tells
/// no byte of an error that a person could use. The tests hold this scanner against
/// `JSONSerialization` on random texts.
///
/// Stricter than the grammar in two ways: nesting is limited, and bytes that are not UTF-8 are errors. Half a surrogate pair, which programs leave that cut text by UTF-16 units, is read as
/// the replacement character.
struct JSONScanner {
  /// Objects and arrays inside one another, unless a format has more.
  static let usualDepth = 64

  private let maximumDepth: Int
  private let bytes: [UInt8]
  private let start: Int
  private let end: Int
  private var position: Int
  private var depth = 0
  /// True once a string held an escaped control character other than tab and line ends.
  private(set) var hasControlCharacters = false

  init(_ bytes: [UInt8], in range: Range<Int>, maximumDepth: Int = usualDepth) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    self.maximumDepth = maximumDepth
    self.bytes = bytes
    start = range.lowerBound
    end = range.upperBound
    position = range.lowerBound
  }

  /// Whether a text is a number as JSON writes it.
  static func isNumber(_ text: String.UTF8View) -> Bool {
    guard let first = text.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else {
      return false
    }
    var scanner = JSONScanner(Array(text), in: 0..<text.count)
    return (try? scanner.number()) != nil && scanner.position == scanner.end
  }

  /// The value of the whole text, with nothing but blanks around it.
  mutating func scan() throws(JSONSyntaxError) -> JSONValue {
    skipBlanks()
    let value = try value()
    skipBlanks()
    guard position == end else { throw error("unexpected \(found()) after the value") }
    return value
  }

  /// The members of the object that the text begins with, up to the first that is cut off or damaged.
  mutating func leadingMembers() -> [JSONMember] {
    skipBlanks()
    guard accept("{") else { return [] }
    depth = 1
    var members: [JSONMember] = []
    do throws(JSONSyntaxError) {
      repeat { members.append(try member()) } while accept(",")
    } catch {
      // What follows is not wanted.
    }
    return members
  }

  private mutating func value() throws(JSONSyntaxError) -> JSONValue {
    guard position < end else { throw error("the text ends where a value is wanted") }
    switch bytes[position] {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: throw error("unexpected \(found()) where a value is wanted")
    }
  }

  private mutating func object() throws(JSONSyntaxError) -> [JSONMember] {
    try enter()
    var members: [JSONMember] = []
    skipBlanks()
    if accept("}") {
      depth -= 1
      return members
    }
    repeat { members.append(try member()) } while accept(",")
    guard accept("}") else { throw error("unexpected \(found()) where ',' or '}' is wanted") }
    depth -= 1
    return members
  }

  private mutating func member() throws(JSONSyntaxError) -> JSONMember {
    skipBlanks()
    guard position < end, bytes[position] == UInt8(ascii: "\"") else {
      throw error("unexpected \(found()) where a key is wanted")
    }
    let key = try string()
    skipBlanks()
    guard accept(":") else { throw error("unexpected \(found()) where ':' is wanted") }
    skipBlanks()
    let value = try value()
    skipBlanks()
    return JSONMember(key: key, value: value)
  }

  private mutating func array() throws(JSONSyntaxError) -> [JSONValue] {
    try enter()
    var elements: [JSONValue] = []
    skipBlanks()
    if accept("]") {
      depth -= 1
      return elements
    }
    repeat {
      skipBlanks()
      elements.append(try value())
      skipBlanks()
    } while accept(",")
    guard accept("]") else { throw error("unexpected \(found()) where ',' or ']' is wanted") }
    depth -= 1
    return elements
  }

  /// Steps over the bracket that opens an object or array.
  private mutating func enter() throws(JSONSyntaxError) {
    guard depth < maximumDepth else { throw error("nested deeper than \(maximumDepth)") }
    depth += 1
    position += 1
  }

  private mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue
  {
    let characters = word.description.utf8
    guard bytes[position..<end].starts(with: characters) else {
      throw error("unexpected \(found()) where a value is wanted")
    }
    position += characters.count
    return value
  }

  private mutating func number() throws(JSONSyntaxError) -> String {
    let first = position
    _ = accept("-")
    if !accept("0") { try digits() }
    if accept(".") { try digits() }
    if accept("e") || accept("E") {
      if !accept("+") { _ = accept("-") }
      try digits()
    }
    return String(decoding: bytes[first..<position], as: UTF8.self)
  }

  private mutating func digits() throws(JSONSyntaxError) {
    let first = position
    while position < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
    guard position > first else { throw error("unexpected \(found()) where a digit is wanted") }
  }

  private mutating func skipBlanks() {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    guard position < end, UInt32(bytes[position]) == character.value else { return false }
    position += 1
    return true
  }

  /// What stands at the position, for a person.
  private func found() -> String {
    guard position < end else { return "end of the text" }
    let byte = bytes[position]
    if (0x21...0x7E).contains(byte) { return "'\(Character(Unicode.Scalar(byte)))'" }
    return "byte 0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  private func error(_ reason: String) -> JSONSyntaxError { error(reason, at: position) }

  private func error(_ reason: String, at position: Int) -> JSONSyntaxError {
    JSONSyntaxError(byte: position - start, reason: reason)
  }
}

// MARK: Strings

extension JSONScanner {
  /// The string that opens at the position.
  private mutating func string() throws(JSONSyntaxError) -> String {
    position += 1
    let first = position
    position = endOfPlainBytes()
    if position < end, bytes[position] == UInt8(ascii: "\"") {
      position += 1
      return try decode(bytes.span.extracting(first..<position - 1), from: first)
    }
    return try stringWithEscapes(from: first)
  }

  /// Goes on with a string of which `first..<position` holds no escape.
  private mutating func stringWithEscapes(from first: Int) throws(JSONSyntaxError) -> String {
    var unescaped: [UInt8] = []
    var run = first
    while true {
      position = endOfPlainBytes()
      unescaped += bytes[run..<position]
      guard position < end else { throw error("the text ends inside a string") }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return try decode(unescaped.span, from: first)
      case UInt8(ascii: "\\"):
        let scalar = try escape()
        if scalar.value < 0x20, scalar != "\t", scalar != "\n", scalar != "\r" { hasControlCharacters = true }
        unescaped += UTF8.encode(scalar)!
        run = position
      default:
        throw error("\(found()) inside a string must be escaped")
      }
    }
  }

  private func decode(_ utf8: Span<UInt8>, from first: Int) throws(JSONSyntaxError) -> String {
    guard let text = try? UTF8Span(validating: utf8) else {
      throw error("the string that begins here is not UTF-8", at: first - 1)
    }
    return String(copying: text)
  }

  /// Index of the next quote, backslash or control character.
  private func endOfPlainBytes() -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var index = position
    // SAFETY: bytes have no padding that could be read uninitialised.
    let span = unsafe bytes.span.bytes
    while index + 8 <= end {
      // SAFETY: the eight bytes lie before `end`, inside the array; any bytes make an integer.
      let word = unsafe span.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      // A byte is zero where subtracting one borrows into its high bit (Mycroft's test), so the
      // first two find equal bytes; the third finds bytes below 0x20.
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let hits =
        ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
        | ((word &- ones &* 0x20) & ~word)
      if hits & highs != 0 { break }
      index += 8
    }
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
      index += 1
    }
    return index
  }

  /// The scalar of the escape at the position.
  private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
    let first = position
    position += 1
    guard position < end else { throw error("the text ends inside a string") }
    let letter = bytes[position]
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw error("unknown escape", at: first)
    }
  }

  private mutating func unicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
    let unit = try fourHexDigits()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    let next = position
    if unit < 0xDC00, accept("\\"), accept("u") {
      let low = try fourHexDigits()
      if (0xDC00...0xDFFF).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      {
        return scalar
      }
    }
    // What follows is a character of its own.
    position = next
    return "\u{FFFD}"
  }

  private mutating func fourHexDigits() throws(JSONSyntaxError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard position < end, let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue,
        bytes[position] < 0x80
      else { throw error("unexpected \(found()) where a hexadecimal digit is wanted") }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
