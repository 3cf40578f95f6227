/// One comment of an export as it stands there.
struct WXRComment {
  /// The text of elements by name, as `wp:comment_id`.
  var values: [String: String] = [:]
  /// Custom fields, in order.
  var meta: [(key: String, value: String)] = []

  func value(_ name: String) -> String { values[name] ?? "" }

  var id: Int? { Int(value("wp:comment_id")) }
  /// Id of the comment it answers; 0 for none.
  var parent: Int { Int(value("wp:comment_parent")) ?? 0 }
}
