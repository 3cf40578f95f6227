/// The fields of a `Document` that a key of a JSON record can stand for.
public enum DocumentField: String, CaseIterable, Sendable {
  case id, kind, parent, thread, title, author, date, rating, url, tags, language, text

  /// Keys that are read as this field without being told, the most telling first. The first is the
  /// field's own name: its value must be of the right type, while the value of another name
  /// counts only where it fits and is an attribute otherwise.
  var keys: [String] {
    switch self {
    case .id: ["id", "_id"]
    case .kind: ["kind", "type"]
    case .parent: ["parent", "parent_id", "reply_to", "in_reply_to"]
    case .thread: ["thread", "thread_id"]
    case .title: ["title", "headline", "subject"]
    case .author: ["author", "user", "username", "reviewer", "reviewer_name", "name"]
    case .date: ["date", "created", "created_at", "published", "published_at", "timestamp"]
    case .rating: ["rating", "stars"]
    case .url: ["url", "link"]
    case .tags: ["tags"]
    case .language: ["language", "lang"]
    case .text: ["text", "body", "content", "comment", "review"]
    }
  }
}
