import FTSDocument

/// The front matter of a post, or the data of a comment, made ready for `RecordMapper`: every value fits its field.
///
/// People and programs write the same in many ways: authors as names, lists or objects, tags as a list or in one string, ratings as
/// `4/5`, dates with a blank before the zone.
struct PostFields {
  /// Fields that front matter may speak of. Its `id`, `type`, `layout` and the like are the site's business, and attributes.
  static let fields: [DocumentField] = [.title, .author, .date, .rating, .url, .tags, .language]

  private(set) var members: [JSONMember]
  private let fieldMap: [String: DocumentField]

  init(_ members: [JSONMember], fieldMap: [String: DocumentField]) {
    self.fieldMap = fieldMap
    self.members = members.flatMap { member in
      switch member.key {
      case "categories", "category": Self.words(member.value).map { JSONMember(key: "category", value: $0) }
      case "authors" where !members.contains { $0.key == "author" }:
        [JSONMember(key: "author", value: Self.name(member.value))]
      default: [Self.fitting(member, fieldMap[member.key] ?? Self.field(of: member.key))]
      }
    }
  }

  /// Takes out the value of a key, if it is there.
  mutating func remove(_ key: String) -> JSONValue? {
    guard let index = members.firstIndex(where: { $0.key == key }) else { return nil }
    return members.remove(at: index).value
  }

  /// Whether there is a title to be read.
  var hasTitle: Bool {
    members.contains { member in
      (fieldMap[member.key] ?? Self.field(of: member.key)) == .title
        && ![.null, .string("")].contains(member.value)
    }
  }

  private static func field(of key: String) -> DocumentField? { fields.first { $0.keys.contains(key) } }

  private static func fitting(_ member: JSONMember, _ field: DocumentField?) -> JSONMember {
    guard let field, member.value != .null else { return member }
    let value: JSONValue =
      switch field {
      case .author: name(member.value)
      case .tags: .array(words(member.value))
      case .date: date(member.value)
      case .rating: rating(member.value)
      default: .string(string(member.value))
      }
    return JSONMember(key: member.key, value: value)
  }

  private static func string(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .bool(let flag): flag ? "true" : "false"
    case .number(let literal): literal
    case .string(let text): text
    case .array(let elements): elements.map(string).filter { !$0.isEmpty }.joined(separator: ", ")
    case .object: value.compactText
    }
  }

  /// Names of authors; of an object its `name`.
  private static func name(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements):
      .string(elements.map { string(name($0)) }.filter { !$0.isEmpty }.joined(separator: ", "))
    case .object(let members):
      .string(string((members.first { $0.key == "name" } ?? members.first)?.value ?? .null))
    default: .string(string(value))
    }
  }

  /// The elements of a list, or of a string that lists them: between commas, or as Jekyll has it between blanks.
  private static func words(_ value: JSONValue) -> [JSONValue] {
    switch value {
    case .array(let elements): elements.map { .string(string($0)) }
    case .string(let text):
      text.split { text.utf8.contains(UInt8(ascii: ",")) ? $0 == "," : $0 == " " }
        .map { .string(PlainText.trimmed($0)) }
    default: [.string(string(value))].filter { $0 != .string("") }
    }
  }

  /// `4/5` is 4, as is `★★★★`; else as it stands.
  private static func rating(_ value: JSONValue) -> JSONValue {
    guard case .string(let text) = value else { return value }
    if case let parts = text.split(separator: "/"), parts.count == 2,
      let number = Double(PlainText.trimmed(parts[0])),
      number.isFinite, Double(PlainText.trimmed(parts[1])) != nil
    {
      return .number(PlainText.trimmed(parts[0]))
    }
    let stars = text.unicodeScalars.count { $0 == "★" }
    guard stars > 0, text.unicodeScalars.allSatisfy({ "★☆½ ".unicodeScalars.contains($0) }) else {
      return value
    }
    return .number(String(stars) + (text.unicodeScalars.contains("½") ? ".5" : ""))
  }

  /// Jekyll's `2014-05-01 10:00:00 +0200` without the blank before the zone, and with two digits where there is one; what is
  /// written for people as it is in pages and mail. Else as it stands.
  private static func date(_ value: JSONValue) -> JSONValue {
    guard case .string(let text) = value else { return value }
    let trimmed = PlainText.trimmed(text)
    if Timestamp(trimmed) != nil { return value }
    var words = trimmed.split(separator: " ").map(String.init)
    if words.last == "UTC" || words.last == "GMT" { words[words.count - 1] = "Z" }
    if words.count == 3 { words = [words[0], words[1] + words[2]] }
    let day = words.first?.split(separator: "-").map { $0.utf8.count == 1 ? "0" + $0 : String($0) } ?? []
    let joined = ([day.joined(separator: "-")] + words.dropFirst()).joined(separator: " ")
    if Timestamp(joined) != nil { return .string(joined) }
    guard let date = PageDate.parse(trimmed) ?? MailDate.parse(trimmed) else { return value }
    return .string(date.description)
  }
}
