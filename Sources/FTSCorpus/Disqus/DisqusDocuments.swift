import FTSDocument

/// The documents of the entries of an export: a thread is a review, with the title and address of its
/// page, a post a comment below it.
struct DisqusDocuments {
  private let includesUnapproved: Bool

  init(includesUnapproved: Bool) { self.includesUnapproved = includesUnapproved }

  func document(of entry: DisqusEntry) throws(RecordRejection) -> Document {
    guard !entry.id.isEmpty else { throw RecordRejection(reason: "\(entry.kind.rawValue) without dsq:id") }
    var document = try entry.kind == .thread ? thread(entry) : post(entry)
    let content = HTMLText(html: entry.value("message"))
    document.body = content.body
    document.author = author(entry)
    document.date = Timestamp(entry.value("createdAt"))
    document.addQuotes(content.quotes)
    if let removal = removal(entry) { document.remove(removal) }
    try SourceLimits.check(document)
    return document
  }

  private func thread(_ entry: DisqusEntry) -> Document {
    var thread = Document(
      id: id(thread: entry.id), kind: .review, title: HTMLText(html: entry.value("title")).line,
      url: entry.value("link").isEmpty ? nil : entry.value("link"))
    // One export may hold several sites.
    if !entry.value("forum").isEmpty {
      thread.attributes.append(Attribute("forum", .string(entry.value("forum"))))
    }
    return thread
  }

  private func post(_ entry: DisqusEntry) throws(RecordRejection) -> Document {
    guard let thread = entry.thread, !thread.isEmpty else {
      throw RecordRejection(reason: "post \(entry.id.prefix(80)) without a thread")
    }
    let threadID = id(thread: thread)
    let parent = entry.parent.map { id(post: $0, thread: thread) } ?? threadID
    return Document(id: id(post: entry.id, thread: thread), kind: .comment, parent: parent, thread: threadID)
  }

  private func id(thread: String) -> String { "disqus/\(thread)" }

  private func id(post: String, thread: String) -> String { "\(id(thread: thread))#comment-\(post)" }

  private func author(_ entry: DisqusEntry) -> String? {
    HTMLText(html: entry.value("author/name")).line
      ?? HTMLText(html: entry.value("author/username")).line
  }

  private func removal(_ entry: DisqusEntry) -> Removal? {
    if entry.flag("isSpam") == true { return .spam }
    if entry.flag("isDeleted") == true { return .deleted }
    if entry.flag("isApproved") == false, !includesUnapproved { return .unapproved }
    return nil
  }
}
