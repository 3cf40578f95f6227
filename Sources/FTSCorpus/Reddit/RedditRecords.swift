import FTSDocument

/// The objects of a Reddit dump, as Reddit's API has them (https://www.reddit.com/dev/api/): a
/// submission is a review, a comment a comment, and both go by Reddit's full names (`t3_…`, `t1_…`).
/// A comment names its submission, so that its thread is known wherever the submission is.
struct RedditRecords: JSONRecords {
  private static let address = "https://www.reddit.com"

  /// Whether an object that has these members, or these and more, is one of Reddit's.
  static func isItem(_ members: [JSONMember]) -> Bool {
    let object = JSONObject(members: members, hasControlCharacters: false)
    guard object.has("author"), object.has("subreddit") || object.has("subreddit_id") else { return false }
    return isComment(object) || (object.has("title") && (object.has("selftext") || object.has("is_self")))
  }

  func read(_ object: JSONObject, _ body: (DocumentRecord) -> Void) throws(RecordRejection) {
    var document: Document
    if Self.isComment(object) {
      document = try comment(object)
    } else if object.has("title") {
      document = try submission(object)
    } else {
      throw RecordRejection(reason: "neither a submission, with title, nor a comment, with body and link_id")
    }
    try SourceLimits.check(document)
    body(DocumentRecord(document: document))
  }

  private static func isComment(_ object: JSONObject) -> Bool { object.has("link_id") && object.has("body") }

  private func submission(_ object: JSONObject) throws(RecordRejection) -> Document {
    let id = try id(object, prefix: "t3_")
    var submission = Document(id: id, kind: .review, title: object.string("title").map(RedditText.unescaped))
    submission.url = Self.address + (object.string("permalink") ?? "/comments/\(id.dropFirst(3))")
    if let flair = object.string("link_flair_text") { submission.tags = [RedditText.unescaped(flair)] }
    addWords("selftext", of: object, to: &submission)
    if let link = object.string("url").map(RedditText.unescaped), link != submission.url,
      !object.isTrue("is_self")
    {
      submission.attributes.append(Attribute("link", .string(link)))
    }
    if let removal = removal(object, "selftext") { submission.remove(removal) }
    return submission
  }

  private func comment(_ object: JSONObject) throws(RecordRejection) -> Document {
    let id = try id(object, prefix: "t1_")
    guard let link = object.string("link_id") else {
      throw RecordRejection(reason: "comment \(id.prefix(80)) whose link_id is no string")
    }
    var comment = Document(id: id, kind: .comment, parent: parent(object) ?? link, thread: link)
    comment.url =
      Self.address + (object.string("permalink") ?? "/comments/\(link.dropFirst(3))/_/\(id.dropFirst(3))")
    addWords("body", of: object, to: &comment)
    if let removal = removal(object, "body") { comment.remove(removal) }
    return comment
  }

  /// The full name: `name`, which is not in all dumps, or the prefix of its kind and `id`.
  private func id(_ object: JSONObject, prefix: String) throws(RecordRejection) -> String {
    if let name = object.string("name"), name.hasPrefix(prefix) { return name }
    guard let id = object.string("id") else { throw RecordRejection(reason: "no id that is a string") }
    return id.hasPrefix(prefix) ? id : prefix + id
  }

  /// Some dumps have numbers here, which name nothing.
  private func parent(_ object: JSONObject) -> String? {
    object.string("parent_id").flatMap { $0.hasPrefix("t1_") || $0.hasPrefix("t3_") ? $0 : nil }
  }

  private func addWords(_ key: String, of object: JSONObject, to document: inout Document) {
    let text = RedditText(object.string(key) ?? "")
    document.body = text.body
    document.author = object.string("author").flatMap { $0 == "[deleted]" ? nil : $0 }
    document.date = object.integer("created_utc").flatMap { Timestamp(unix: $0) }
    if let subreddit = object.string("subreddit") {
      document.attributes.append(Attribute("subreddit", .string(subreddit)))
    }
    if let score = object.integer("score") {
      document.attributes.append(Attribute("score", .number(Double(score))))
    }
    document.addQuotes(text.quotes)
  }

  /// What stands in the place of words that are gone.
  private func removal(_ object: JSONObject, _ key: String) -> Removal? {
    switch object.string(key) {
    case "[deleted]": .deleted
    case "[removed]": .removed
    default: nil
    }
  }
}
