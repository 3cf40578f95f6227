import FTSDocument

/// The fields of a review or a comment among the properties of an item.
struct StructuredReader {
  private let item: StructuredItem
  private let tree: HTMLTree

  init(_ item: StructuredItem, _ tree: HTMLTree) {
    self.item = item
    self.tree = tree
  }

  var title: String? { line(item.values("headline", "name")) }

  var author: String? { line(item.values("author", "creator", "reviewer")) }

  var date: Timestamp? {
    item.values("datePublished", "dateCreated", "commentTime", "uploadDate").lazy.compactMap(line).compactMap(
      WebPageValues.date
    ).first
  }

  /// Its own verdict, or that of a review inside an article; never the mean of many.
  var rating: Double? {
    for value in item.values("reviewRating", "ratingValue", "rating") {
      if case .item(let rating) = value {
        if let text = line(rating.values("ratingValue", "value")), let number = WebPageValues.rating(text) {
          return number
        }
      } else if let number = line(value).flatMap(WebPageValues.rating) {
        return number
      }
    }
    guard case .item(let review)? = item.values("review").first, review.isA(["Review"]) else { return nil }
    return StructuredReader(review, tree).rating
  }

  var url: String? {
    line(item.values("url", "mainEntityOfPage")).flatMap {
      $0.hasPrefix("http://") || $0.hasPrefix("https://") ? $0 : nil
    }
  }

  var tags: [String] {
    item.values("keywords").compactMap(line).flatMap {
      $0.split(separator: ",").map { PlainText.trimmed($0) }
    }
  }

  /// What a review is of.
  var reviewed: String? { line(item.values("itemReviewed")) }

  /// What the page calls the element.
  var name: String? {
    guard let node = item.node, let name = tree.value("id", of: node), !name.isEmpty,
      !name.contains(where: \.isWhitespace)
    else { return nil }
    return name
  }

  /// The text where it stands in the page, with its paragraphs and quotes.
  func markedText(_ content: WebPageContent) -> HTMLText? {
    let others = Set(item.items.compactMap(\.node))
    for value in item.values("articleBody", "reviewBody", "text", "commentText", "description") {
      guard case .element(let node) = value else { continue }
      let text = content.text(of: node, without: others)
      if !text.body.isEmpty { return text }
    }
    return nil
  }

  /// The text as programs get it, which may be HTML.
  var plainText: HTMLText? {
    for value in item.values("articleBody", "reviewBody", "text", "commentText", "description") {
      guard case .text(let text) = value else { continue }
      let read = HTMLText(text, lineEnds: .breakLines)
      if !read.body.isEmpty { return read }
    }
    return nil
  }

  private func line(_ values: [StructuredItem.Value]) -> String? { values.lazy.compactMap(line).first }

  private func line(_ value: StructuredItem.Value) -> String? {
    switch value {
    case .text(let text):
      let line = HTMLText(html: text).body.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return line.isEmpty ? nil : PlainText.clean(line)
    case .element(let node): return tree.line(node)
    case .item(let item):
      return line(item.values("name", "headline")) ?? item.node.flatMap { tree.line($0) }
        ?? line(item.values("url", "@id"))
    }
  }
}
