import FTSDocument
import FTSQuery

extension Document {
  /// What the document itself has where a filter looks, for people: "its rating is 3".
  ///
  /// - Parameter thread: id of its thread.
  func value(for filter: Filter, thread: String) -> String {
    switch filter {
    case .contains(let field, _), .equals(let field, _): value(of: field)
    case .rating: value(named: "rating")
    case .date: value(named: "date")
    case .number(let name, _): value(of: .attribute(name))
    case .exists(let name): value(named: name)
    case .kind: "its kind is \(kind.rawValue)"
    case .thread: "its thread is \(thread)"
    case .inReview, .hasComment: "its thread is \(thread)"
    }
  }

  private func value(of field: FilterField) -> String {
    switch field {
    case .author: value(named: "author")
    case .tag: value(named: "tag")
    case .attribute(let name): Self.value(name, attributes.filter { $0.name == name }.map(\.value.text))
    case .replyTo: value(named: "reply-to")
    }
  }

  /// What `has:` asks for under a name.
  private func value(named name: String) -> String {
    switch name {
    case "title": Self.value("title", [title].compactMap(\.self))
    case "author": Self.value("author", [author].compactMap(\.self))
    case "date": Self.value("date", [date?.description].compactMap(\.self))
    case "rating": Self.value("rating", [rating.map(ValueColumn.text)].compactMap(\.self))
    case "tag": tags.isEmpty ? "it has no tags" : "its tags are \(tags.joined(separator: ", "))"
    case "url": Self.value("address", [url].compactMap(\.self))
    case "language": Self.value("language", [language].compactMap(\.self))
    case "reply-to": parent.map { "it answers \($0)" } ?? "it answers nothing"
    default: value(of: .attribute(name))
    }
  }

  private static func value(_ name: String, _ values: [String]) -> String {
    values.isEmpty ? "it has no \(name)" : "its \(name) is \(values.joined(separator: ", "))"
  }
}

extension Attribute.Value {
  /// As the text that filters take it for.
  fileprivate var text: String {
    switch self {
    case .string(let text): text
    case .number(let number): ValueColumn.text(of: number)
    }
  }
}
