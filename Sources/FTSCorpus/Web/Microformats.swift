/// Items in microformats: `h-entry`, `h-cite` and `h-review` (microformats2), and the older `hentry` and `hreview`, told in the
/// words of schema.org.
struct Microformats {
  private let tree: HTMLTree

  init(_ tree: HTMLTree) { self.tree = tree }

  func items() -> [StructuredItem] {
    var items: [StructuredItem] = []
    var index = 0
    while index < tree.nodes.count {
      if let types = types(index) {
        items.append(item(index, types, depth: 0))
        index = tree.nodes[index].end
      } else {
        index += 1
      }
    }
    return items
  }

  private static let maximumDepth = 40

  private static let roots = [
    "h-entry": "BlogPosting", "h-cite": "Comment", "h-review": "Review", "hentry": "BlogPosting",
    "hreview": "Review",
    "h-card": "Person", "h-item": "Thing", "h-product": "Product", "h-feed": "Blog",
  ]

  private static let properties = [
    "p-name": "name", "e-content": "text", "p-content": "text", "p-author": "author",
    "dt-published": "datePublished",
    "p-rating": "ratingValue", "u-url": "url", "p-category": "keywords", "p-comment": "comment",
    "u-comment": "comment",
    "p-item": "itemReviewed", "u-item": "itemReviewed", "p-summary": "description",
    // microformats1
    "entry-title": "name", "entry-content": "text", "published": "datePublished",
    "dtreviewed": "datePublished",
    "reviewer": "author", "rating": "ratingValue", "item": "itemReviewed",
  ]

  private func types(_ node: Int) -> [String]? {
    let types = tree.nodes[node].classes.compactMap { Self.roots[$0] }
    return types.isEmpty ? nil : types
  }

  private func item(_ node: Int, _ types: [String], depth: Int) -> StructuredItem {
    var item = StructuredItem(types: types, node: node)
    guard depth < Self.maximumDepth else { return item }
    let isOld = tree.hasClass(node, "hreview")
    var index = node + 1
    while index < tree.nodes[node].end {
      let names = names(index, isOldReview: isOld)
      let inner = self.types(index)
      if let inner {
        let value = StructuredItem.Value.item(self.item(index, inner, depth: depth + 1))
        // A citation that is called nothing is a comment; a feed calls its entries nothing.
        let called = names.isEmpty ? [inner.contains("Comment") ? "comment" : "children"] : names
        for name in called { item.add(name, value) }
        index = tree.nodes[index].end
      } else {
        for name in names { item.add(name, value(index, name)) }
        index += 1
      }
    }
    return item
  }

  private func names(_ node: Int, isOldReview: Bool) -> [String] {
    var names: [String] = []
    for word in tree.nodes[node].classes {
      if let name = Self.properties[word] { names.append(name) }
      // What the older review has under names that are too common elsewhere.
      if isOldReview, let name = ["summary": "name", "description": "text"][word] { names.append(name) }
      if word == "vcard", tree.hasClass(node, "author") { names.append("author") }
    }
    if (tree.value("rel", of: node) ?? "").split(separator: " ").contains("tag") { names.append("keywords") }
    return names
  }

  private func value(_ node: Int, _ name: String) -> StructuredItem.Value {
    let attribute: String? =
      switch name {
      case "datePublished": tree.value("datetime", of: node) ?? tree.value("title", of: node)
      case "url": tree.value("href", of: node)
      case "ratingValue": tree.value("value", of: node) ?? tree.value("title", of: node)
      default: nil
      }
    return attribute.map { .text($0) } ?? .element(node)
  }
}
