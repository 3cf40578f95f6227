/// A thread or a post of an export as it stands there.
struct DisqusEntry {
  enum Kind: String { case thread, post }

  var kind: Kind
  /// Disqus's own id, which is unique among the entries of its kind.
  var id: String
  /// Where it begins.
  var line: Int
  /// The text of elements below it by path, as `author/name`.
  var values: [String: String] = [:]
  /// Of a post: the id of its thread, and of the post it answers.
  var thread: String?
  var parent: String?

  func value(_ path: String) -> String { values[path] ?? "" }

  func flag(_ path: String) -> Bool? {
    switch value(path) {
    case "true", "1": true
    case "false", "0": false
    default: nil
    }
  }
}
