/// Where the text of a page is, by the markup that blogs have in common.
struct WebPageContent {
  private let tree: HTMLTree
  private let comments: WebPageComments

  init(_ tree: HTMLTree, _ comments: WebPageComments) {
    self.tree = tree
    self.comments = comments
  }

  /// The text of the element that holds the article; of a page without one, all of it that is no navigation.
  func text() -> HTMLText { element().map { text(of: $0) } ?? HTMLText(html: "") }

  /// The text of an element, without what pages put beside it.
  ///
  /// - Parameter others: elements that are other things of the page's.
  func text(of node: Int, without others: Set<Int> = []) -> HTMLText {
    tree.text(of: node) { others.contains($0) || isApart($0) }
  }

  private func element() -> Int? {
    for classes in [Self.articles, Self.looseArticles] {
      let found = tree.all.first {
        tree.isElement($0) && tree.hasClass($0, of: classes) && !text(of: $0).body.isEmpty
      }
      if let found { return found }
    }
    for isMeant: (Int) -> Bool in [
      { tree.nodes[$0].name == "article" && !comments.isComment($0) }, { tree.nodes[$0].name == "main" },
      { tree.value("role", of: $0) == "main" }, { tree.value("id", of: $0) == "content" },
      { tree.nodes[$0].name == "body" },
    ] {
      if let found = tree.all.first(where: isMeant), !text(of: found).body.isEmpty { return found }
    }
    return nil
  }

  /// What is never text of what is around it.
  static func isNoText(_ tree: HTMLTree, _ node: Int) -> Bool {
    noText.contains(tree.nodes[node].name) || tree.value("hidden", of: node) != nil
      || (tree.value("style", of: node)?.replacing(" ", with: "").contains("display:none") ?? false)
  }

  private func isApart(_ node: Int) -> Bool {
    Self.isNoText(tree, node) || Self.elementsApart.contains(tree.nodes[node].name)
      || tree.hasClass(node, of: Self.apart)
      || Self.idsApart.contains(tree.value("id", of: node) ?? "") || comments.isComment(node)
  }

  private static let articles: Set<String> = [
    "e-content", "entry-content", "post-content", "post-body", "article-content", "article-body",
    "post__content", "entry__content",
    "blog-post-content",
  ]
  private static let looseArticles: Set<String> = ["entry", "post-entry", "post", "storycontent"]
  private static let noText: Set<String> = [
    "script", "style", "template", "noscript", "form", "button", "select", "iframe", "svg", "object", "head",
  ]
  private static let elementsApart: Set<String> = ["nav", "aside", "footer", "header", "h1"]
  private static let idsApart: Set<String> = [
    "comments", "respond", "disqus_thread", "sidebar", "footer", "header", "nav", "navigation", "menu",
  ]
  private static let apart: Set<String> = [
    "comments", "comments-area", "comment-list", "commentlist", "comment-respond", "sidebar", "widget",
    "widget-area", "navigation",
    "nav-links", "post-navigation", "site-header", "site-footer", "entry-header", "entry-footer",
    "entry-meta", "entry-title", "post-meta",
    "post-title", "postmetadata", "sharedaddy", "jp-relatedposts", "share", "sharing", "social-share",
    "related-posts", "breadcrumb",
    "breadcrumbs", "screen-reader-text", "sr-only", "skip-link", "cookie-notice", "p-author", "dt-published",
  ]
}
