/// An object as it stands in a JSON text, with its members in order.
struct JSONObject: Equatable {
  var members: [JSONMember]
  /// True where strings may hold control characters.
  var hasControlCharacters: Bool

  init(members: [JSONMember], hasControlCharacters: Bool) {
    self.members = members
    self.hasControlCharacters = hasControlCharacters
  }

  /// - Parameter range: where in the bytes, which are UTF-8, the object is, with nothing but blanks around it.
  init(_ bytes: [UInt8], in range: Range<Int>, maximumDepth: Int = JSONScanner.usualDepth)
    throws(JSONSyntaxError)
  {
    var scanner = JSONScanner(bytes, in: range, maximumDepth: maximumDepth)
    let value = try scanner.scan()
    guard case .object(let members) = value else {
      throw JSONSyntaxError(byte: nil, reason: "\(value.typeName) where an object is wanted")
    }
    self.members = members
    hasControlCharacters = scanner.hasControlCharacters
  }

  /// The value of the first member of that name; `nil` where there is none or it is null.
  subscript(key: String) -> JSONValue? {
    guard let value = members.first(where: { $0.key == key })?.value, value != .null else { return nil }
    return value
  }

  /// A string, clean; `nil` where it is empty or something else.
  func string(_ key: String) -> String? {
    guard case .string(let text) = self[key], !text.isEmpty else { return nil }
    return hasControlCharacters ? PlainText.clean(text) : text
  }

  /// A whole number, also as a string, as some exports write it.
  func integer(_ key: String) -> Int? {
    switch self[key] {
    case .number(let literal): Int(literal) ?? Double(literal).flatMap { Int(exactly: $0) }
    case .string(let text): Int(text)
    default: nil
    }
  }

  /// True for `true` and what stands for it where there are no truth values.
  func isTrue(_ key: String) -> Bool {
    switch self[key] {
    case .bool(let flag): flag
    case .number(let literal): literal == "1"
    case .string(let text): text == "true" || text == "1"
    default: false
    }
  }

  func has(_ key: String) -> Bool { self[key] != nil }
}
