import FTSDocument

/// A WordPress export (WXR, "WordPress eXtended RSS"): posts, pages and custom types are reviews,
/// their comments comments. Texts of the site's machinery are passed over, and so are drafts,
/// protected posts and unapproved comments unless asked for.
final class WXRRecords: XMLRecords {
  let endTag: StaticString = "</rss>"

  private let source: String
  private let includesUnapproved: Bool
  private var events: [SourceEvent] = []
  private var channel = WXRChannel()
  private var hasChannel = false

  private var item: WXRItem?
  /// Where the item at hand begins.
  private var itemLine = 0
  private var comment: WXRComment?
  private var login = ""
  private var domain = ""
  private var metaKey = ""
  /// Whether the text of the element at hand is wanted, and the text so far.
  private var isGathering = false
  private var text: [UInt8] = []
  /// Bytes gathered for the item at hand.
  private var itemBytes = 0

  init(source: String, includesUnapproved: Bool) {
    self.source = source
    self.includesUnapproved = includesUnapproved
  }

  static func isBegun(by head: [UInt8]) -> Bool {
    ByteSearch.contains("xmlns:wp=", in: head) && ByteSearch.contains("wordpress.org/export/", in: head)
  }

  var lack: String? { hasChannel ? nil : "not a WordPress export: no channel in it" }

  func take() -> [SourceEvent] {
    defer { events = [] }
    return events
  }

  /// The item that is open counts if the post itself was complete.
  func breakOff() {
    if item?.hasReachedComments == true, itemBytes <= SourceLimits.recordBytes { endItem() }
  }

  func start(_ name: String, namespace: String, attributes: [String: String], line: Int) {
    let name = Self.qualified(name, namespace)
    isGathering = Self.gathered.contains(name)
    text.removeAll(keepingCapacity: text.count <= SourceLimits.blockBytes)
    switch name {
    case "channel": hasChannel = true
    case "item":
      item = WXRItem()
      itemLine = line
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
      reject("post longer than \(SourceLimits.recordDescription) with its comments")
    } else if let item {
      let documents = WXRDocuments(channel: channel, includesUnapproved: includesUnapproved)
      let result = documents.documents(of: item)
      events += result.documents.map(SourceEvent.document)
      for rejection in result.rejections { reject(rejection) }
    }
    item = nil
    itemBytes = 0
  }

  private func reject(_ reason: String) {
    events.append(.skipped(RecordRejection(reason: reason), in: source, at: .line(itemLine)))
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
