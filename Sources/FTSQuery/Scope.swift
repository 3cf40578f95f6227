/// What a clause is held against: the field named before it, or before the group it stands in.
enum Scope: Equatable {
  case text(TextField?)
  case filter(FilterField)
  case rating
  case date
  case exists
  case kind
  case thread

  /// Whether words can be found in its values.
  var hasWords: Bool {
    switch self {
    case .text, .filter: true
    case .rating, .date, .exists, .kind, .thread: false
    }
  }

  /// The scope of a field's name, unless it is an attribute's. Names that are known come in any case.
  init?(reserved name: String) {
    switch name.lowercased() {
    case "title": self = .text(.title)
    case "body": self = .text(.body)
    case "author": self = .filter(.author)
    case "tag": self = .filter(.tag)
    case "reply-to": self = .filter(.replyTo)
    case "rating": self = .rating
    case "date": self = .date
    case "has": self = .exists
    case "is": self = .kind
    case "thread": self = .thread
    default: return nil
    }
  }
}
