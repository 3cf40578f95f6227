/// Reads TOML (version 1.0.0) as what JSON would say: dates, and numbers that are infinite or none, as strings.
///
/// A reader of ours, for the front matter of posts and the settings of the daemon: the toml++ inside TOMLKit ends the process on some
/// texts that are no TOML (`[ = 1`, `a = 2014-05-01Tx`), and no Swift package tells on which line a key stands. It is laxer than the
/// standard in one way: a table may be opened twice.
package struct TOMLReader {
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private var root: [JSONMember] = []
  /// By its path, the line of each key, see `Document`.
  private var lines: [String: Int] = [:]
  /// By its path, how many tables an array has so far.
  private var elements: [String: Int] = [:]

  /// What a text says, and where.
  package struct Document {
    /// Of the table that it describes.
    package var members: [JSONMember]
    /// On which line each key stands, by its path: `a.b`, and `a[0].b` in the first table of an array.
    package var lines: [String: Int]
  }

  /// Arrays and inline tables in each other.
  private static let maximumDepth = 64

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// The members of the table that a text describes.
  static func members(_ text: String) throws(DataSyntax.Failure) -> [JSONMember] {
    try document(text).members
  }

  /// The same, with the lines of all keys but those of inline tables.
  package static func document(_ text: String) throws(DataSyntax.Failure) -> Document {
    var reader = TOMLReader(text)
    try reader.readDocument()
    return Document(members: reader.root, lines: reader.lines)
  }

  private mutating func readDocument() throws(DataSyntax.Failure) {
    var table: [String] = []
    skip(newlines: true)
    while position < bytes.count {
      let line = line
      if accept("[") {
        let isElement = accept("[")
        skip(newlines: false)
        table = try key()
        guard accept("]"), !isElement || accept("]") else {
          throw failure("] is wanted behind the name of a table")
        }
        if isElement {
          try add(.object([]), at: table[...], isElement: true)
          elements[place(of: table, isOpen: false), default: 0] += 1
        } else {
          try add(nil, at: table[...], isElement: false)
        }
        note(table, line)
      } else {
        let path = try key()
        guard accept("=") else { throw failure("= is wanted behind a key") }
        skip(newlines: false)
        try add(try value(), at: (table + path)[...], isElement: false)
        note(table + path, line)
      }
      skip(newlines: false)
      guard position == bytes.count || bytes[position] == 0x0A else {
        throw failure("the end of the line is wanted")
      }
      skip(newlines: true)
    }
  }

  private func failure(_ reason: String) -> DataSyntax.Failure {
    DataSyntax.Failure(line: line, reason: reason)
  }

  private var line: Int { 1 + bytes[..<min(position, bytes.count)].count { $0 == 0x0A } }

  /// Notes the line of a key, and of the tables that it makes.
  private mutating func note(_ path: [String], _ line: Int) {
    for count in 1...path.count {
      for isOpen in [false, true] {
        let place = place(of: Array(path[..<count]), isOpen: isOpen)
        if lines[place] == nil { lines[place] = line }
      }
    }
  }

  /// Names what is at a path, of arrays of tables in the table that is open.
  ///
  /// - Parameter isOpen: whether also the path itself is that table, where it is an array.
  private func place(of path: [String], isOpen: Bool) -> String {
    var place = ""
    for (index, name) in path.enumerated() {
      place += place.isEmpty ? name : "." + name
      if isOpen || index < path.count - 1, let count = elements[place] { place += "[\(count - 1)]" }
    }
    return place
  }

  // MARK: Tables

  /// Puts a value at a path from the root; without a value makes sure that there is a table.
  private mutating func add(
    _ value: JSONValue?, at path: ArraySlice<String>, isElement: Bool
  ) throws(DataSyntax.Failure) {
    guard path.count <= Self.maximumDepth, Self.add(value, at: path, isElement: isElement, to: &root) else {
      throw failure("\(path.joined(separator: ".")) is there twice")
    }
  }

  /// - Returns: false where something else is at that place.
  private static func add(
    _ value: JSONValue?, at path: ArraySlice<String>, isElement: Bool, to members: inout [JSONMember]
  ) -> Bool {
    guard let name = path.first else { return false }
    let index = members.firstIndex { $0.key == name }
    if path.count == 1, isElement, let value {
      guard let index else {
        members.append(JSONMember(key: name, value: .array([value])))
        return true
      }
      guard case .array(let elements) = members[index].value else { return false }
      members[index].value = .array(elements + [value])
      return true
    }
    if path.count == 1, let value {
      if index == nil { members.append(JSONMember(key: name, value: value)) }
      return index == nil
    }
    guard let index else {
      var inner: [JSONMember] = []
      let isNew = path.count == 1 || add(value, at: path.dropFirst(), isElement: isElement, to: &inner)
      members.append(JSONMember(key: name, value: .object(inner)))
      return isNew
    }
    switch members[index].value {
    case .object(var inner):
      if path.count > 1, !add(value, at: path.dropFirst(), isElement: isElement, to: &inner) { return false }
      members[index].value = .object(inner)
      return true
    case .array(var elements):
      // The last of an array of tables is the one that is open.
      guard path.count > 1, case .object(var inner)? = elements.last,
        add(value, at: path.dropFirst(), isElement: isElement, to: &inner)
      else { return false }
      elements[elements.count - 1] = .object(inner)
      members[index].value = .array(elements)
      return true
    default: return false
    }
  }

  private mutating func key() throws(DataSyntax.Failure) -> [String] {
    var path: [String] = []
    repeat {
      skip(newlines: false)
      if position < bytes.count, bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'")
      {
        path.append(try string())
      } else {
        let name = bytes[position...].prefix(while: Self.isBare)
        guard !name.isEmpty else { throw failure("a key is wanted") }
        path.append(String(decoding: name, as: UTF8.self))
        position += name.count
      }
      skip(newlines: false)
    } while accept(".")
    return path
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }

  // MARK: Values

  private mutating func value() throws(DataSyntax.Failure) -> JSONValue {
    guard position < bytes.count else { throw failure("a value is wanted") }
    switch bytes[position] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(try string())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "{"): return .object(try inlineTable())
    default: return try scalar()
    }
  }

  private mutating func array() throws(DataSyntax.Failure) -> [JSONValue] {
    try enter()
    var elements: [JSONValue] = []
    skip(newlines: true)
    while !accept("]") {
      elements.append(try value())
      skip(newlines: true)
      if accept(",") {
        skip(newlines: true)
      } else if position == bytes.count || bytes[position] != UInt8(ascii: "]") {
        throw failure(", or ] is wanted in an array")
      }
    }
    depth -= 1
    return elements
  }

  private mutating func inlineTable() throws(DataSyntax.Failure) -> [JSONMember] {
    try enter()
    var members: [JSONMember] = []
    skip(newlines: false)
    while !accept("}") {
      let path = try key()
      guard accept("=") else { throw failure("= is wanted behind a key") }
      skip(newlines: false)
      let value = try value()
      guard path.count <= Self.maximumDepth, Self.add(value, at: path[...], isElement: false, to: &members)
      else {
        throw failure("\(path.joined(separator: ".")) is there twice")
      }
      skip(newlines: false)
      if accept(",") {
        skip(newlines: false)
      } else if position == bytes.count || bytes[position] != UInt8(ascii: "}") {
        throw failure(", or } is wanted in a table")
      }
    }
    depth -= 1
    return members
  }

  private mutating func enter() throws(DataSyntax.Failure) {
    position += 1
    depth += 1
    guard depth <= Self.maximumDepth else { throw failure("nested deeper than \(Self.maximumDepth)") }
  }

  /// A number, a date or a truth value.
  private mutating func scalar() throws(DataSyntax.Failure) -> JSONValue {
    var end = position
    while end < bytes.count, Self.isBare(bytes[end]) || "+.:".utf8.contains(bytes[end]) { end += 1 }
    // A date and a time may have a blank between them.
    if end + 1 < bytes.count, bytes[end] == 0x20, (0x30...0x39).contains(bytes[end + 1]),
      Self.isDate(bytes[position..<end])
    {
      end += 1
      while end < bytes.count, Self.isBare(bytes[end]) || "+.:".utf8.contains(bytes[end]) { end += 1 }
    }
    let word = String(decoding: bytes[position..<end], as: UTF8.self)
    guard let value = Self.scalar(word) else { throw failure("a value is wanted") }
    position = end
    return value
  }

  private static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count == 10 && bytes.dropFirst(4).first == UInt8(ascii: "-")
  }

  private static func scalar(_ word: String) -> JSONValue? {
    switch word {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "inf", "+inf", "-inf", "nan", "+nan", "-nan": return .string(word)
    default: break
    }
    guard let first = word.utf8.first, "+-0123456789".utf8.contains(first) else { return nil }
    if word.utf8.contains(UInt8(ascii: ":")) || isDate(Array(word.utf8)[...]) { return .string(word) }
    let digits = word.replacing("_", with: "")
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
      return Int(digits.dropFirst(2), radix: radix).map { .number(String($0)) }
    }
    let literal = digits.hasPrefix("+") ? String(digits.dropFirst()) : digits
    return JSONValue(number: literal)
  }

  // MARK: Strings

  private mutating func string() throws(DataSyntax.Failure) -> String {
    let quote = bytes[position]
    let isMultiline = bytes[position...].starts(with: [quote, quote, quote])
    position += isMultiline ? 3 : 1
    if isMultiline {
      if position < bytes.count, bytes[position] == 0x0D { position += 1 }
      if position < bytes.count, bytes[position] == 0x0A { position += 1 }
    }
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      if byte == quote, !isMultiline || bytes[position...].starts(with: [quote, quote, quote]) {
        position += isMultiline ? 3 : 1
        // Up to two quotes may stand before the three that end it.
        while isMultiline, position < bytes.count, bytes[position] == quote {
          text.append(quote)
          position += 1
        }
        return String(decoding: text, as: UTF8.self)
      }
      if byte == 0x0A, !isMultiline { break }
      position += 1
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        try escape(into: &text)
      } else {
        text.append(byte)
      }
    }
    throw failure("a string that does not end")
  }

  private mutating func escape(into text: inout [UInt8]) throws(DataSyntax.Failure) {
    guard position < bytes.count else { throw failure("a string that does not end") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(byte)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let digits = bytes[position...].prefix(byte == UInt8(ascii: "u") ? 4 : 8)
      guard let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(number)
      else { throw failure("an escape that is no character") }
      position += digits.count
      text += Array(String(scalar).utf8)
    case 0x20, 0x09, 0x0D, 0x0A:
      // A line end that is not meant, with all blanks behind it.
      while position < bytes.count, PlainText.isBlank(bytes[position]) { position += 1 }
    default: throw failure("an escape that is none")
    }
  }

  // MARK: Between

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
    position += 1
    return true
  }

  /// Steps over blanks and comments.
  private mutating func skip(newlines: Bool) {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0D: position += 1
      case 0x0A where newlines: position += 1
      case UInt8(ascii: "#"):
        position = ByteSearch.firstIndex(of: 0x0A, in: bytes, from: position) ?? bytes.count
      default: return
      }
    }
  }
}
