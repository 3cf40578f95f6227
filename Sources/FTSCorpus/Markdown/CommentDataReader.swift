import FTSDocument

/// A comment kept as a file of data: by Staticman in `_data/comments/SLUG/`, by jekyll-static-comments in `_comments/`.
///
/// Its id is `POST#comment-ID`, with the file's name where it has no id of its own. Addresses of its author are not kept.
struct CommentDataReader: WholeFileReader {
  static let noun = "comment"
  let source: String
  let options: SourceOptions

  func events(of text: String) -> [SourceEvent]? {
    guard !text.utf8.allSatisfy(PlainText.isBlank) else { return nil }
    let path = SitePath(source)
    let syntax = path.syntax ?? .yaml
    do throws(DataSyntax.Failure) {
      return comment(try syntax.members(PlainText.clean(text)), path)
    } catch {
      let reason = "not \(syntax.rawValue): \(error.reason)"
      return [problem(reason, .recordSkipped, at: error.line.map { .line($0) })]
    }
  }

  private func comment(_ members: [JSONMember], _ path: SitePath) -> [SourceEvent] {
    var fields = PostFields(members, fieldMap: options.fieldMap)
    for key in Self.addresses { _ = fields.remove(key) }
    let named = Self.text(fields.remove("post_id"))
    let post: String
    switch path.commentPlace {
    case .directory(let root, let slug): post = options.sites.id(ofSlug: slug, root: root)
    case .file, nil:
      guard let named else { return [problem("a comment without post_id: on which post?", .recordSkipped)] }
      post = Self.postID(named)
    }
    let own = Self.text(fields.remove("_id")) ?? Self.text(fields.remove("id")) ?? path.stem
    let parents = Self.parentKeys.compactMap { Self.text(fields.remove($0)) }
    let answered = parents.first {
      !$0.contains("/") && $0 != post && $0 != own && $0 != path.commentPlace?.slug
    }
    do throws(RecordRejection) {
      let map = options.fieldMap.merging(["message": .text]) { given, _ in given }
      let mapper = RecordMapper(fieldMap: map, fields: Self.fields)
      var record = try mapper.map(
        JSONObject(members: fields.members, hasControlCharacters: true), id: "\(post)#comment-\(own)")
      record.document.kind = .comment
      record.document.thread = post
      record.document.parent = answered.map { "\(post)#comment-\($0)" } ?? post
      let content = MarkdownText.text(record.document.body[...])
      record.document.body = content.body
      record.document.attributes += content.quotes.map { Attribute("quote", .string($0)) }
      return [.document(record.document)] + record.warnings.map { problem($0, .warning) }
    } catch {
      return [problem(error.reason, .recordSkipped)]
    }
  }

  private static let fields: [DocumentField] = [.author, .date, .rating, .language, .title, .text]

  private static let addresses = [
    "email", "_email", "avatar", "gravatar", "ip", "_ip", "url", "link", "website", "homepage",
  ]

  /// Where the comment is named that this one answers. Staticman has the post's slug or address in `_parent` where it answers that.
  private static let parentKeys = [
    "reply_to", "replying_to_uid", "replyTo", "reply_to_id", "parent_id", "in_reply_to", "parent", "_parent",
  ]

  /// A post as Jekyll names it, `/film/2014/05/01/her`, by the name of its file.
  private static func postID(_ name: String) -> String {
    var parts = name.split(separator: "/").map(String.init)
    if let last = parts.last, last.hasSuffix(".html") { parts[parts.count - 1].removeLast(5) }
    let isNumber = { (part: String) in part.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    guard parts.count >= 4, parts.dropLast().suffix(3).allSatisfy(isNumber) else {
      return parts.joined(separator: "/")
    }
    return parts.suffix(4).joined(separator: "-")
  }

  private static func text(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let text): text.isEmpty ? nil : text
    case .number(let literal): literal
    default: nil
    }
  }
}

extension SitePath.CommentPlace {
  fileprivate var slug: String? {
    if case .directory(_, let slug) = self { slug } else { nil }
  }
}
