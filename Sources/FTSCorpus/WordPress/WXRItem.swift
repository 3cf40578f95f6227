/// One item of an export as it stands there: a post, a page or something else, with its comments.
struct WXRItem {
  /// The text of elements by name, as `wp:post_id`.
  var values: [String: String] = [:]
  /// Terms the item is filed under, with the taxonomy, in order.
  var terms: [(domain: String, name: String)] = []
  /// Custom fields, in order.
  var meta: [(key: String, value: String)] = []
  var comments: [WXRComment] = []
  /// True once a comment has begun: by then the post itself is complete.
  var hasReachedComments = false

  func value(_ name: String) -> String { values[name] ?? "" }
}
