import FTSDocument

/// Fills a document with the values of one JSON object.
struct RecordBuilder {
  /// Objects inside objects become attributes named `a.b` down to this many names; what lies
  /// deeper is kept as JSON.
  static let maximumNames = 4

  private var record = DocumentRecord(document: Document(id: ""))
  private var hasKind = false
  private var hasText = false
  private let cleansText: Bool

  init(cleansText: Bool) { self.cleansText = cleansText }

  /// Sets a field to a value whose type `RecordMapper` has found fit.
  mutating func set(_ field: DocumentField, to member: JSONMember) {
    switch field {
    case .tags: record.document.tags = tags(member.value)
    case .date: setDate(member)
    case .rating: setRating(member)
    default: setText(field, to: text(member.value))
    }
  }

  /// Keeps a value under its name: strings and numbers as they are, booleans as `true` and
  /// `false`, arrays as repeated attributes; null is dropped.
  mutating func addAttribute(_ name: String, _ value: JSONValue, names: Int = 1) {
    switch value {
    case .null: break
    case .bool(let flag): append(name, .string(flag ? "true" : "false"))
    case .string(let text): append(name, .string(clean(text)))
    case .number(let literal): append(name, Self.number(literal))
    case .array(let elements):
      for element in elements {
        switch element {
        case .array, .object: append(name, .string(element.compactText))
        default: addAttribute(name, element)
        }
      }
    case .object(let members):
      guard names < Self.maximumNames else { return append(name, .string(value.compactText)) }
      for member in members {
        addAttribute(name + "." + member.key, member.value, names: names + 1)
      }
    }
  }

  /// The record, with an id if it had none.
  ///
  /// - Parameter id: that id; `nil` makes one of the content.
  consuming func finish(id: String? = nil) throws(RecordRejection) -> DocumentRecord {
    if !hasKind, record.document.parent != nil { record.document.kind = .comment }
    if !hasText { warnOfNoText() }
    if record.document.id.isEmpty { record.document.id = id ?? Self.contentID(of: record.document) }
    try SourceLimits.check(record.document)
    return record
  }

  /// Tells of strings under keys not known for any field: one of them is likely the text.
  private mutating func warnOfNoText() {
    var names: [String] = []
    for attribute in record.document.attributes {
      guard case .string = attribute.value, !names.contains(attribute.name),
        DocumentField(rawValue: attribute.name) == nil
      else { continue }
      names.append(attribute.name)
    }
    guard !names.isEmpty else { return }
    record.warnings.append(
      "neither title nor text; not known for either: \(names.prefix(8).joined(separator: ", "))")
  }

  private mutating func append(_ name: String, _ value: Attribute.Value) {
    record.document.attributes.append(Attribute(name, value))
  }

  private mutating func setText(_ field: DocumentField, to text: String) {
    let given = text.isEmpty ? nil : text
    switch field {
    case .id: record.document.id = text
    case .kind:
      guard !text.isEmpty else { return }
      record.document.kind = Kind(rawValue: text)
      hasKind = true
    case .parent: record.document.parent = given
    case .thread: record.document.thread = given
    case .title:
      record.document.title = given
      hasText = true
    case .author: record.document.author = given
    case .url: record.document.url = given
    case .language: record.document.language = given
    case .text:
      record.document.body = text
      hasText = true
    case .date, .rating, .tags: break
    }
  }

  private mutating func setDate(_ member: JSONMember) {
    let text = text(member.value)
    guard !text.isEmpty else { return }
    if case .number = member.value {
      record.document.date = Self.timestamp(number: text)
    } else {
      record.document.date = Timestamp(text)
    }
    if record.document.date == nil { keepUnread(member, "date") }
  }

  private mutating func setRating(_ member: JSONMember) {
    let text = text(member.value)
    guard !text.isEmpty else { return }
    if let rating = Double(text), rating.isFinite {
      record.document.rating = rating
    } else {
      keepUnread(member, "rating")
    }
  }

  /// Keeps as an attribute what could not be read as the field, and says so.
  private mutating func keepUnread(_ member: JSONMember, _ field: String) {
    addAttribute(field, member.value)
    record.warnings.append(
      "\(field) not understood, kept as an attribute: \(member.value.compactText.prefix(80))")
  }

  private func tags(_ value: JSONValue) -> [String] {
    let parts: [String] =
      switch value {
      case .array(let elements): elements.map(text)
      default: text(value).split(separator: ",").map(String.init)
      }
    return parts.map { PlainText.trimmed($0) }.filter { !$0.isEmpty }
  }

  private func text(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): clean(text)
    case .number(let literal): literal
    default: ""
    }
  }

  private func clean(_ text: String) -> String { cleansText ? PlainText.clean(text) : text }

  private static func number(_ literal: String) -> Attribute.Value {
    guard let number = Double(literal), number.isFinite else { return .string(literal) }
    return .number(number)
  }

  /// A number as a date: a year where it is a whole number of four digits, else seconds since
  /// 1970, or milliseconds from 1e11 on (which as seconds would be the year 5138).
  private static func timestamp(number literal: String) -> Timestamp? {
    if literal.utf8.count == 4, let year = Timestamp(literal) { return year }
    guard let number = Double(literal), number.isFinite else { return nil }
    let seconds = (abs(number) >= 1e11 ? number / 1000 : number).rounded(.down)
    return Int(exactly: seconds).flatMap { Timestamp(unix: $0) }
  }

  private static func contentID(of document: Document) -> String {
    var hash = ContentHash()
    for part in [
      document.kind.rawValue, document.parent ?? "", document.author ?? "",
      document.date?.description ?? "", document.title ?? "", document.body,
    ] {
      hash.add(part)
    }
    // Two products may have the same words said of them. Numbers, such as votes, change.
    for attribute in document.attributes {
      guard case .string(let text) = attribute.value else { continue }
      hash.add(attribute.name)
      hash.add(text)
    }
    return "h-" + hash.digits
  }
}
