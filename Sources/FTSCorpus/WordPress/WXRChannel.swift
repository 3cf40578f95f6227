/// What an export says of the blog as a whole.
struct WXRChannel {
  /// The text of elements by name.
  var values: [String: String] = [:]
  /// Names to show, by login.
  var displayNames: [String: String] = [:]

  /// Address of the blog without scheme or final slash: the first part of every id.
  var base: String {
    let address =
      [values["wp:base_blog_url"], values["link"]].compactMap { $0 }.first { !$0.isEmpty } ?? "blog"
    var base = address.lowercased()
    for scheme in ["https://", "http://"] where base.hasPrefix(scheme) { base.removeFirst(scheme.count) }
    while base.hasSuffix("/") { base.removeLast() }
    guard base.utf8.count > Self.maximumBaseBytes else { return base }
    var hash = ContentHash()
    hash.add(base)
    return "blog-" + hash.digits
  }

  private static let maximumBaseBytes = 400
}
