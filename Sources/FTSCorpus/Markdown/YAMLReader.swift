import CYAML

/// Reads one document of YAML 1.1, by libyaml, as what JSON would say.
///
/// libyaml and not Yams, which wraps it: Yams brings all of Foundation with its ICU, 54 MB of the binary and a fifth of the time of a start, and has no
/// limit on what aliases of aliases stand for.
@safe struct YAMLReader: ~Copyable {
  /// Values that a text may stand for: aliases make many of few.
  private static let maximumValues = 10_000
  /// Lists and mappings in each other.
  private static let maximumDepth = 64
  /// Keys that are mappings, as in `{{ site.title }}`, written out, in bytes: as keys of keys their quotes would have twice as many
  /// backslashes each time.
  private static let maximumKeyBytes = 1_000

  /// On the heap, since libyaml keeps pointers into it.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private var anchors: [String: (value: JSONValue, count: Int)] = [:]
  /// Values so far.
  private var count = 0
  private var depth = 0

  /// The value of a text; null where it is blank. What follows a first document is not read.
  static func value(_ text: String) throws(DataSyntax.Failure) -> JSONValue {
    var text = text
    let result = text.withUTF8 { utf8 -> Result<JSONValue, DataSyntax.Failure> in
      var reader = YAMLReader()
      // SAFETY: the reader does not outlive this closure, over which the bytes stay where they are.
      unsafe yaml_parser_set_input_string(reader.parser, utf8.baseAddress, utf8.count)
      do throws(DataSyntax.Failure) { return .success(try reader.document()) } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private init() {
    unsafe parser = .allocate(capacity: 1)
    // SAFETY: an all-zero structure is what the call overwrites.
    unsafe parser.initialize(to: yaml_parser_t())
    // It can fail for want of memory alone, of which Swift itself dies.
    let code = unsafe yaml_parser_initialize(parser)
    precondition(code == 1, "yaml_parser_initialize")
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
  }

  deinit {
    // SAFETY: initialised in `init`, used by nobody else, not used again.
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
  }

  /// What happens next in a text.
  private enum Event {
    case scalar(String, isPlain: Bool, anchor: String?)
    case alias(String)
    case sequence(anchor: String?)
    case mapping(anchor: String?)
    /// The end of a list or a mapping.
    case end
    case endOfText
    /// The beginning or end of a document.
    case other
  }

  private mutating func document() throws(DataSyntax.Failure) -> JSONValue {
    while true {
      switch try next() {
      case .endOfText: return .null
      case .other: continue
      case let event: return try value(event)
      }
    }
  }

  private mutating func value(_ event: Event) throws(DataSyntax.Failure) -> JSONValue {
    let before = count
    count += 1
    let value: JSONValue
    let anchor: String?
    switch event {
    case .scalar(let text, let isPlain, let name):
      (value, anchor) = (isPlain ? Self.plain(text) : .string(text), name)
    case .alias(let name):
      guard let meant = anchors[name] else { throw failure("an alias of nothing: *\(name)") }
      (value, anchor) = (meant.value, nil)
      count = before + meant.count
    case .sequence(let name): (value, anchor) = (.array(try elements()), name)
    case .mapping(let name): (value, anchor) = (.object(try members()), name)
    case .end, .endOfText, .other: throw failure("a value is wanted")
    }
    guard count <= Self.maximumValues else { throw failure("more than \(Self.maximumValues) values") }
    if let anchor { anchors[anchor] = (value, count - before) }
    return value
  }

  private mutating func elements() throws(DataSyntax.Failure) -> [JSONValue] {
    try enter()
    var elements: [JSONValue] = []
    while true {
      let event = try next()
      if case .end = event { break }
      elements.append(try value(event))
    }
    depth -= 1
    return elements
  }

  private mutating func members() throws(DataSyntax.Failure) -> [JSONMember] {
    try enter()
    var members: [JSONMember] = []
    while true {
      let event = try next()
      if case .end = event { break }
      let key: String
      switch try value(event) {
      case .string(let text): key = text
      case let other:
        key = other.compactText
        guard key.utf8.count <= Self.maximumKeyBytes else {
          throw failure("a key that is no text is too long")
        }
      }
      members.append(JSONMember(key: key, value: try value(try next())))
    }
    depth -= 1
    return members
  }

  private mutating func enter() throws(DataSyntax.Failure) {
    depth += 1
    guard depth <= Self.maximumDepth else { throw failure("nested deeper than \(Self.maximumDepth)") }
  }

  private func failure(_ reason: String) -> DataSyntax.Failure {
    unsafe DataSyntax.Failure(line: Int(parser.pointee.mark.line) + 1, reason: reason)
  }

  private mutating func next() throws(DataSyntax.Failure) -> Event {
    var event = unsafe yaml_event_t()
    // SAFETY: the parser is initialised; the event is deleted below, after what it points to was copied.
    guard unsafe yaml_parser_parse(parser, &event) == 1 else {
      let problem = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? "not well-formed"
      throw unsafe DataSyntax.Failure(line: Int(parser.pointee.problem_mark.line) + 1, reason: problem)
    }
    defer { unsafe yaml_event_delete(&event) }
    switch unsafe event.type {
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      // SAFETY: the value has `length` bytes of UTF-8.
      let text = unsafe String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      return unsafe .scalar(
        text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE, anchor: Self.name(scalar.anchor))
    case YAML_ALIAS_EVENT: return unsafe .alias(Self.name(event.data.alias.anchor) ?? "")
    case YAML_SEQUENCE_START_EVENT:
      return unsafe .sequence(anchor: Self.name(event.data.sequence_start.anchor))
    case YAML_MAPPING_START_EVENT: return unsafe .mapping(anchor: Self.name(event.data.mapping_start.anchor))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .end
    case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return .endOfText
    default: return .other
    }
  }

  private static func name(_ anchor: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    // SAFETY: names are C strings.
    unsafe anchor.map { unsafe String(cString: $0) }
  }

  /// A scalar without quotes, by the core schema of YAML 1.2 as far as JSON has it too: `no` is a word.
  private static func plain(_ text: String) -> JSONValue {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": .bool(true)
    case "false", "False", "FALSE": .bool(false)
    default: JSONValue(number: text) ?? .string(text)
    }
  }
}
