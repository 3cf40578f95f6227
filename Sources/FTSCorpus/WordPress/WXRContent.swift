/// Gathers the items of an export from the events of an XML parser.
final class WXRContent: XMLContentHandler {
  private(set) var channel = WXRChannel()
  private(set) var hasChannel = false
  /// Items that are complete, until they are taken.
  private var items: [WXRItem] = []
  /// Items left out because they were too large, until they are taken.
  private var oversizedItems = 0

  private var item: WXRItem?
  private var comment: WXRComment?
  private var login = ""
  private var domain = ""
  private var metaKey = ""
  /// Whether the text of the element at hand is wanted, and the text so far.
  private var isGathering = false
  private var text: [UInt8] = []
  /// Bytes gathered for the item at hand.
  private var itemBytes = 0

  /// Hands out what has been gathered since the last call.
  func takeItems() -> (items: [WXRItem], oversized: Int) {
    defer {
      items = []
      oversizedItems = 0
    }
    return (items, oversizedItems)
  }

  /// The item that the end of a cut-off export left open, if the post itself was complete.
  func takeOpenItem() -> WXRItem? {
    defer { item = nil }
    guard let item, item.hasReachedComments, itemBytes <= SourceLimits.recordBytes else { return nil }
    return item
  }

  func start(_ name: String, namespace: String, attributes: [String: String]) {
    let name = Self.qualified(name, namespace)
    isGathering = Self.gathered.contains(name)
    text.removeAll(keepingCapacity: text.count <= SourceLimits.blockBytes)
    switch name {
    case "channel": hasChannel = true
    case "item":
      item = WXRItem()
      itemBytes = 0
    case "wp:comment":
      item?.hasReachedComments = true
      comment = WXRComment()
    case "category": domain = attributes["domain"] ?? ""
    case "wp:postmeta", "wp:commentmeta": metaKey = ""
    case "wp:author": login = ""
    default: break
    }
  }

  func addText(_ utf8: Span<UInt8>) {
    guard isGathering else { return }
    itemBytes += utf8.count
    guard itemBytes <= SourceLimits.recordBytes else { return dropOversized() }
    // SAFETY: the bytes are copied while the span is there.
    unsafe utf8.withUnsafeBufferPointer { unsafe text.append(contentsOf: $0) }
  }

  func end(_ name: String, namespace: String) {
    let name = Self.qualified(name, namespace)
    if isGathering {
      set(name, PlainText.trimmed(String(decoding: text, as: UTF8.self)))
      isGathering = false
    }
    switch name {
    case "wp:comment":
      if let comment, itemBytes <= SourceLimits.recordBytes { item?.comments.append(comment) }
      comment = nil
    case "item": endItem()
    case "wp:author": itemBytes = 0
    default: break
    }
  }

  private func endItem() {
    if itemBytes > SourceLimits.recordBytes {
      oversizedItems += 1
    } else if let item {
      items.append(item)
    }
    item = nil
    itemBytes = 0
  }

  /// Lets go of what an oversized item held; the count of its bytes tells it from others.
  private func dropOversized() {
    isGathering = false
    text = []
    if item != nil { item = WXRItem() }
    if comment != nil { comment = WXRComment() }
  }

  private func set(_ name: String, _ value: String) {
    switch name {
    case "wp:meta_key": metaKey = value
    case "wp:meta_value":
      if comment != nil {
        comment?.meta.append((metaKey, value))
      } else {
        item?.meta.append((metaKey, value))
      }
    case "category": item?.terms.append((domain, value))
    case "wp:author_login": login = value
    case "wp:author_display_name": if !value.isEmpty { channel.displayNames[login] = value }
    default:
      if comment != nil {
        comment?.values[name] = value
      } else if item != nil {
        item?.values[name] = value
      } else if channel.values[name] == nil {
        // The first counts: the channel's image has a title and a link too.
        channel.values[name] = value
      }
    }
  }

  /// Elements whose text is wanted. Addresses of commenters are not among them.
  private static let gathered: Set<String> = [
    "title", "link", "language", "category", "dc:creator", "content:encoded", "excerpt:encoded",
    "wp:base_blog_url", "wp:author_login", "wp:author_display_name", "wp:post_id", "wp:post_date",
    "wp:post_date_gmt", "wp:status", "wp:post_type", "wp:post_password", "wp:meta_key", "wp:meta_value",
    "wp:comment_id", "wp:comment_author", "wp:comment_date", "wp:comment_date_gmt", "wp:comment_content",
    "wp:comment_approved", "wp:comment_type", "wp:comment_parent",
  ]

  /// The name with the usual prefix of its namespace, whatever prefix the file has for it.
  private static func qualified(_ name: String, _ namespace: String) -> String {
    switch namespace {
    case "": return name
    case "http://purl.org/rss/1.0/modules/content/": return "content:" + name
    case "http://purl.org/dc/elements/1.1/": return "dc:" + name
    default: break
    }
    // Versions 1.0 to 1.2 differ in the URI alone, and some are written with https.
    guard
      namespace.hasPrefix("http://wordpress.org/export/")
        || namespace.hasPrefix("https://wordpress.org/export/")
    else { return "other:" + name }
    return (namespace.hasSuffix("/excerpt/") ? "excerpt:" : "wp:") + name
  }
}
