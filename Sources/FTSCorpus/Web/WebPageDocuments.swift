import FTSDocument

/// The documents of a saved page.
struct WebPageDocuments {
  private let tree: HTMLTree
  private let source: String
  private let head: WebPageHead
  private let comments: WebPageComments
  private let content: WebPageContent
  /// The items of the page in its several languages, those in which the text has its markup first.
  private let items: [[StructuredItem]]

  private static let reviews: Set<String> = ["Review", "UserReview", "CriticReview"]
  private static let articles: Set<String> = [
    "BlogPosting", "Article", "NewsArticle", "SocialMediaPosting", "DiscussionForumPosting",
  ]
  private static let answers: Set<String> = ["Comment", "UserComments"]

  init(_ tree: HTMLTree, source: String) {
    self.tree = tree
    self.source = source
    head = WebPageHead(tree)
    comments = WebPageComments(tree)
    content = WebPageContent(tree, comments)
    items = [Microdata(tree).items(), Microformats(tree).items(), LinkedData.items(tree)]
  }

  /// The reviews, each with its comments; none where the page has neither title nor text.
  func documents() -> [Document] {
    let main = items.map { $0.flatMap { $0.outermost(Self.reviews.union(Self.articles)) } }
    if let several = main.first(where: { $0.count > 1 && $0.allSatisfy { $0.isA(Self.reviews) } }) {
      return several.enumerated().flatMap { reviewed($1, ordinal: $0 + 1) }
    }
    let single = main.filter { $0.count == 1 }.map { $0[0] }
    if single.isEmpty, let several = main.first(where: { $0.count > 1 }) {
      return several.enumerated().flatMap { reviewed($1, ordinal: $0 + 1) }
    }
    return page(single)
  }

  // MARK: One review

  private func page(_ items: [StructuredItem]) -> [Document] {
    let readers = items.map { StructuredReader($0, tree) }
    func first<Value>(_ value: (StructuredReader) -> Value?) -> Value? {
      readers.lazy.compactMap(value).first
    }
    let title = first(\.title) ?? head.title
    let text =
      first { $0.markedText(content) } ?? own(content.text()) ?? first(\.plainText) ?? HTMLText(html: "")
    guard title != nil || !text.body.isEmpty else { return [] }
    let url = head.url ?? first(\.url)
    var review = Document(
      id: id(url: url, title: title), kind: .review, title: title, author: first(\.author) ?? head.author,
      date: first(\.date) ?? head.dates.lazy.compactMap(WebPageValues.date).first, rating: first(\.rating),
      url: url,
      tags: unique(first { $0.tags.isEmpty ? nil : $0.tags } ?? head.tags), language: head.language,
      body: text.body)
    addAttributes(to: &review, reviewed: first(\.reviewed), quotes: text.quotes)
    return [review] + WebComment.documents(allComments(items), of: review)
  }

  private func own(_ text: HTMLText) -> HTMLText? { text.body.isEmpty ? nil : text }

  private func allComments(_ items: [StructuredItem]) -> [WebComment] {
    var structured = items.map { comments(in: $0) }.first { !$0.isEmpty } ?? []
    if structured.isEmpty {
      structured =
        self.items.map { $0.filter { $0.isA(Self.answers) }.map(comment) }.first { !$0.isEmpty } ?? []
    }
    return structured.contains { !$0.text.body.isEmpty } ? structured : comments.comments()
  }

  // MARK: Several reviews

  private func reviewed(_ item: StructuredItem, ordinal: Int) -> [Document] {
    let reader = StructuredReader(item, tree)
    let text = reader.markedText(content) ?? reader.plainText ?? HTMLText(html: "")
    guard reader.title != nil || !text.body.isEmpty else { return [] }
    let page = id(url: head.url, title: head.title)
    let own = reader.url.map { id(url: $0, title: nil) } ?? page
    var review = Document(
      id: reader.name.map { "\(page)#\($0)" } ?? (own == page ? "\(page)#r\(ordinal)" : own), kind: .review,
      title: reader.title, author: reader.author, date: reader.date, rating: reader.rating,
      url: reader.url ?? head.url,
      tags: unique(reader.tags), language: head.language, body: text.body)
    addAttributes(to: &review, reviewed: reader.reviewed, quotes: text.quotes)
    return [review] + WebComment.documents(comments(in: item), of: review)
  }

  // MARK: Parts

  private func comments(in item: StructuredItem) -> [WebComment] {
    item.items.flatMap { $0.outermost(Self.answers) }.map(comment)
  }

  private func comment(_ item: StructuredItem) -> WebComment {
    let reader = StructuredReader(item, tree)
    return WebComment(
      name: reader.name, author: reader.author, date: reader.date, rating: reader.rating,
      text: reader.markedText(content) ?? reader.plainText ?? HTMLText(html: ""), answers: comments(in: item))
  }

  private func addAttributes(to review: inout Document, reviewed: String?, quotes: [String]) {
    review.attributes = review.title.flatMap { PageTitle($0) }?.attributes ?? []
    if let reviewed { review.attributes.append(Attribute("item", .string(reviewed))) }
    review.attributes += quotes.map { Attribute("quote", .string($0)) }
  }

  private func unique(_ tags: [String]) -> [String] {
    var seen: Set<String> = []
    return tags.filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// The address without scheme, fragment and final slash; failing that a slug of the title, of the file's name, or a hash.
  private func id(url: String?, title: String?) -> String {
    if let url {
      var id = url[(url.firstRange(of: "://")?.upperBound ?? url.startIndex)...].prefix { $0 != "#" }
      while id.hasSuffix("/") { id.removeLast() }
      if !id.isEmpty, id.utf8.count <= Self.maximumIDBytes { return String(id) }
    }
    let slug = [title ?? "", SitePath(source).stem].lazy.map { Slug.make($0) }.first { !$0.isEmpty }
    if let slug { return slug }
    var hash = ContentHash()
    hash.add(url ?? title ?? source)
    return "page-" + hash.digits
  }

  /// So that ids of comments, which are longer, stay within the limit.
  private static let maximumIDBytes = 300
}
