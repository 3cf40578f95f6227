import FTSDocument

/// The documents of one item of an export.
struct WXRDocuments {
  /// The documents, in order, and what was left out for want of an id.
  struct Result {
    var documents: [Document] = []
    var rejections: [String] = []
  }

  private let channel: WXRChannel
  private let base: String
  private let includesUnapproved: Bool

  init(channel: WXRChannel, includesUnapproved: Bool) {
    self.channel = channel
    base = channel.base
    self.includesUnapproved = includesUnapproved
  }

  func documents(of item: WXRItem) -> Result {
    guard isWanted(item) else { return Result() }
    guard let number = Int(item.value("wp:post_id")) else {
      return Result(rejections: ["post without a number in wp:post_id: \"\(item.value("title").prefix(80))\""]
      )
    }
    let id = "\(base)/p/\(number)"
    var result = Result(documents: [post(item, id: id)])
    addComments(of: item, post: id, to: &result)
    return result
  }

  private func isWanted(_ item: WXRItem) -> Bool {
    let type = item.value("wp:post_type")
    // `wp_block`, `wp_navigation`, `wp_template` and so on are parts of the site.
    guard !Self.typesThatAreNoTexts.contains(type), !type.hasPrefix("wp_") else { return false }
    let status = item.value("wp:status")
    if includesUnapproved { return !["trash", "auto-draft", "spam"].contains(status) }
    return (status == "publish" || status.isEmpty) && item.value("wp:post_password").isEmpty
  }

  private static let typesThatAreNoTexts: Set<String> = [
    "attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache",
    "user_request",
  ]

  private func post(_ item: WXRItem, id: String) -> Document {
    let content = HTMLText(item.value("content:encoded"), lineEnds: .breakLines)
    let creator = item.value("dc:creator")
    var post = Document(
      id: id, kind: .review, title: line(item.value("title")),
      author: line(channel.displayNames[creator] ?? creator),
      date: date(item.value("wp:post_date_gmt"), item.value("wp:post_date")), rating: rating(item.meta),
      url: item.value("link").isEmpty ? nil : item.value("link"), language: channel.values["language"],
      body: content.body)
    if post.language?.isEmpty == true { post.language = nil }
    let type = item.value("wp:post_type")
    if !type.isEmpty, type != "post" { post.attributes.append(Attribute("post_type", .string(type))) }
    if includesUnapproved { post.attributes.append(Attribute("status", .string(item.value("wp:status")))) }
    let excerpt = HTMLText(item.value("excerpt:encoded"), lineEnds: .breakLines).body
    if !excerpt.isEmpty { post.attributes.append(Attribute("excerpt", .string(excerpt))) }
    addTerms(of: item, to: &post)
    post.addQuotes(content.quotes)
    return post
  }

  private func addTerms(of item: WXRItem, to post: inout Document) {
    for (domain, name) in item.terms {
      guard let name = line(name) else { continue }
      switch domain {
      case "post_tag", "tag": if !post.tags.contains(name) { post.tags.append(name) }
      case "category", "":
        let category = Attribute("category", .string(name))
        if !post.attributes.contains(category) { post.attributes.append(category) }
      default: break
      }
    }
  }

  private func addComments(of item: WXRItem, post: String, to result: inout Result) {
    let thread = WXRThread(item.comments, isKept: isWanted)
    for comment in item.comments where isWanted(comment) {
      guard let number = comment.id else {
        result.rejections.append("comment on \(post) without a number in wp:comment_id")
        continue
      }
      let parent = thread.parent(of: comment).map { "\(post)#comment-\($0)" } ?? post
      result.documents.append(document(comment, number: number, item: item, post: post, parent: parent))
    }
  }

  private func isWanted(_ comment: WXRComment) -> Bool {
    switch comment.value("wp:comment_approved") {
    case "1", "approve", "approved": true
    case "0", "hold": includesUnapproved
    default: false
    }
  }

  private func document(
    _ comment: WXRComment, number: Int, item: WXRItem, post: String, parent: String
  ) -> Document {
    let content = HTMLText(comment.value("wp:comment_content"), lineEnds: .breakLines)
    let type = comment.value("wp:comment_type")
    let link = item.value("link")
    var document = Document(
      id: "\(post)#comment-\(number)", kind: type.isEmpty ? .comment : Kind(rawValue: type), parent: parent,
      thread: post, author: line(comment.value("wp:comment_author")),
      date: date(comment.value("wp:comment_date_gmt"), comment.value("wp:comment_date")),
      rating: rating(comment.meta), url: link.isEmpty ? nil : "\(link)#comment-\(number)", body: content.body)
    if includesUnapproved {
      document.attributes.append(Attribute("approved", .string(comment.value("wp:comment_approved"))))
    }
    document.addQuotes(content.quotes)
    return document
  }

  /// HTML as one line of text; `nil` where nothing is left.
  private func line(_ html: String) -> String? { HTMLText(html, lineEnds: .fold).line }

  /// The time in UTC, or failing that (drafts have none) local time taken as UTC. What has no time
  /// at all is given as `0000-00-00 00:00:00`.
  private func date(_ utc: String, _ local: String) -> Timestamp? { Timestamp(utc) ?? Timestamp(local) }

  /// The number in the first custom field that is known to hold a rating.
  private func rating(_ meta: [(key: String, value: String)]) -> Double? {
    for field in meta where Self.ratingFields.contains(field.key) {
      if let rating = Double(field.value), rating.isFinite { return rating }
    }
    return nil
  }

  /// Custom fields in which themes and review plugins keep a rating, on whatever scale: WooCommerce
  /// (`rating`, of comments), WP Review (`wp_review_total`), and the common home-made names.
  private static let ratingFields: Set<String> = [
    "rating", "_rating", "review_rating", "_review_rating", "star_rating", "wp_review_total",
  ]
}
