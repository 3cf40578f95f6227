/// What a page says in its head, and in the usual places of its body.
struct WebPageHead {
  private let tree: HTMLTree
  private let meta: [String: String]

  init(_ tree: HTMLTree) {
    self.tree = tree
    var meta: [String: String] = [:]
    for node in tree.all where tree.nodes[node].name == "meta" {
      guard let name = tree.value("property", of: node) ?? tree.value("name", of: node),
        let content = tree.value("content", of: node).map({ PlainText.trimmed($0) }), !content.isEmpty
      else { continue }
      // The first counts.
      if meta[name.lowercased()] == nil { meta[name.lowercased()] = content }
    }
    self.meta = meta
  }

  /// The heading of the article, what is said to those who share it, or the title of the page without the site's name behind it.
  var title: String? {
    let headings = tree.all.filter { tree.nodes[$0].name == "h1" }
    let named = tree.all.first { tree.hasClass($0, of: ["entry-title", "post-title", "p-name"]) }
    let heading = named ?? (headings.count == 1 ? headings[0] : nil)
    if let line = heading.flatMap({ tree.line($0) }) { return line }
    if let title = meta["og:title"] ?? meta["twitter:title"] { return title }
    guard let node = tree.all.first(where: { tree.nodes[$0].name == "title" }), let line = tree.line(node)
    else {
      return headings.first.flatMap { tree.line($0) }
    }
    guard let site = meta["og:site_name"] else { return line }
    for separator in [" | ", " - ", " – ", " — ", " » ", " « ", ": "] where line.hasSuffix(separator + site) {
      return String(line.dropLast(separator.count + site.count))
    }
    return line
  }

  var author: String? {
    if let name = meta["author"] ?? meta["article:author"], !name.hasPrefix("http") { return name }
    let comments = WebPageComments(tree)
    var index = 0
    while index < tree.nodes.count {
      guard !comments.isComment(index) else {
        index = tree.nodes[index].end
        continue
      }
      let isAuthor =
        tree.value("rel", of: index) == "author" || tree.hasClass(index, of: ["byline", "author"])
      if isAuthor, let line = tree.line(index) {
        return line.hasPrefix("by ") ? String(line.dropFirst(3)) : line
      }
      index += 1
    }
    return nil
  }

  /// What names the date: a `meta`, or a `time` outside of comments.
  var dates: [String] {
    let comments = WebPageComments(tree)
    var dates = ["article:published_time", "datepublished", "date", "dc.date", "dcterms.created"].compactMap {
      meta[$0]
    }
    var index = 0
    while index < tree.nodes.count {
      guard !comments.isComment(index) else {
        index = tree.nodes[index].end
        continue
      }
      if tree.nodes[index].name == "time", let date = tree.value("datetime", of: index) ?? tree.line(index) {
        dates.append(date)
      } else if tree.hasClass(index, of: ["entry-date", "published", "post-date"]),
        let line = tree.line(index)
      {
        dates.append(line)
      }
      index += 1
    }
    return dates
  }

  var tags: [String] {
    let linked = tree.all.filter { (tree.value("rel", of: $0) ?? "").split(separator: " ").contains("tag") }
      .compactMap { tree.line($0) }
    return linked.isEmpty
      ? (meta["keywords"] ?? "").split(separator: ",").map { PlainText.trimmed($0) } : linked
  }

  var language: String? {
    tree.all.first { tree.nodes[$0].name == "html" }.flatMap {
      tree.value("lang", of: $0) ?? tree.value("xml:lang", of: $0)
    }
  }

  /// The address that the page gives for itself.
  var url: String? {
    let link = tree.all.first { tree.nodes[$0].name == "link" && tree.value("rel", of: $0) == "canonical" }
    let address = link.flatMap { tree.value("href", of: $0) } ?? meta["og:url"]
    return address.flatMap { $0.hasPrefix("http://") || $0.hasPrefix("https://") ? $0 : nil }
  }
}
