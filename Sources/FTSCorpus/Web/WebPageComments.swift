import FTSDocument

/// Comments by the markup that blogs have in common: WordPress's `li.comment` in `ol.commentlist` or `ol.comment-list`, and what others
/// made like it, with `div`, `article` or `dl`.
struct WebPageComments {
  private let tree: HTMLTree

  init(_ tree: HTMLTree) { self.tree = tree }

  private static let elements: Set<String> = ["li", "div", "article", "section", "tr"]
  private static let classes: Set<String> = ["comment", "pingback", "trackback"]

  /// Whether an element is a comment, or what blogs put around one.
  func isComment(_ node: Int) -> Bool {
    Self.elements.contains(tree.nodes[node].name) && tree.hasClass(node, of: Self.classes)
  }

  /// The comments of the page, answers inside those they answer.
  func comments() -> [WebComment] { comments(in: tree.all) }

  private func comments(in range: Range<Int>) -> [WebComment] {
    var comments: [WebComment] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if tree.isElement(index), isComment(index) {
        comments.append(comment(index))
        index = tree.nodes[index].end
      } else {
        index += 1
      }
    }
    return comments
  }

  private func comment(_ node: Int) -> WebComment {
    var comment = WebComment(name: name(node))
    let answers = answers(inside: node)
    let isElsewhere = { answers.contains($0) }
    let find = { (classes: Set<String>) in
      tree.first(inside: node, leavingOut: isElsewhere) {
        !answers.contains($0) && tree.hasClass($0, of: classes)
      }
    }
    if tree.hasClass(node, "pingback") { comment.kind = Kind(rawValue: "pingback") }
    if tree.hasClass(node, "trackback") { comment.kind = Kind(rawValue: "trackback") }
    let author = find(["fn"]) ?? cite(node, isElsewhere) ?? find(Self.authors)
    comment.author = author.flatMap { tree.line($0) }.map(Self.withoutVerb)
    comment.date = date(node, isElsewhere, find)
    comment.rating = find(["star-rating", "rating"]).flatMap { WebPageValues.rating(tree.line($0) ?? "") }
    let content = find(Self.contents) ?? node
    comment.text = tree.text(of: content) { inner in
      answers.contains(inner) || inner == author || tree.hasClass(inner, of: Self.apart)
        || WebPageContent.isNoText(tree, inner)
    }
    comment.answers = answers.sorted().flatMap { comments(in: $0..<tree.nodes[$0].end) }
    return comment
  }

  /// The lists of answers inside a comment, and comments inside it that are in no list but have one of their own name.
  private func answers(inside node: Int) -> Set<Int> {
    var answers: Set<Int> = []
    var index = node + 1
    while index < tree.nodes[node].end {
      if tree.isElement(index), isListOfAnswers(index) || isOther(index, than: node) {
        answers.insert(index)
        index = tree.nodes[index].end
      } else {
        index += 1
      }
    }
    return answers
  }

  private func isListOfAnswers(_ node: Int) -> Bool {
    if tree.hasClass(node, of: ["children", "replies", "comment-replies", "comment-children"]) {
      return true
    }
    guard ["ol", "ul"].contains(tree.nodes[node].name) else { return false }
    return tree.first(inside: node, where: isComment) != nil
  }

  /// Whether a comment inside another is not what a theme put around the same one.
  private func isOther(_ inner: Int, than outer: Int) -> Bool {
    guard isComment(inner), let name = name(inner), let outerName = name.isEmpty ? nil : self.name(outer)
    else { return false }
    return name != outerName
  }

  /// The comment's name in the page, `comment-7`, also where a theme has it as `li-comment-7` or `div-comment-7`.
  private func name(_ node: Int) -> String? {
    guard var name = tree.value("id", of: node), !name.isEmpty else { return nil }
    for prefix in ["li-", "div-"] where name.hasPrefix(prefix + "comment") { name.removeFirst(prefix.count) }
    return name.contains(where: \.isWhitespace) ? nil : name
  }

  private func cite(_ node: Int, _ isElsewhere: (Int) -> Bool) -> Int? {
    tree.first(inside: node, leavingOut: isElsewhere) { !isElsewhere($0) && tree.nodes[$0].name == "cite" }
  }

  private func date(_ node: Int, _ isElsewhere: (Int) -> Bool, _ find: (Set<String>) -> Int?) -> Timestamp? {
    let time = tree.first(inside: node, leavingOut: isElsewhere) {
      !isElsewhere($0) && tree.nodes[$0].name == "time" && tree.value("datetime", of: $0) != nil
    }
    if let time, let date = WebPageValues.date(tree.value("datetime", of: time) ?? "") { return date }
    guard let place = find(Self.dates) else { return nil }
    if let date = tree.line(place).flatMap(WebPageValues.date) { return date }
    // Beside a link to edit it, as a rule.
    let link = tree.first(inside: place) { ["a", "time", "abbr"].contains(tree.nodes[$0].name) }
    return link.flatMap { tree.line($0) }.flatMap(WebPageValues.date)
  }

  /// `liam says:` is liam.
  private static func withoutVerb(_ author: String) -> String {
    var author = author
    for end in [":", " says", " said", " wrote"] where author.hasSuffix(end) { author.removeLast(end.count) }
    return author
  }

  private static let authors: Set<String> = [
    "comment-author", "comment__author", "comment-author-name", "commenter", "author", "user", "username",
    "p-author", "commentAuthor",
  ]
  private static let dates: Set<String> = [
    "comment-meta", "commentmetadata", "comment-metadata", "comment-date", "comment-time", "comment__date",
    "date", "datetime",
    "comment-timestamp", "timestamp",
  ]
  private static let contents: Set<String> = [
    "comment-content", "comment-text", "comment_text", "commenttext", "comment-entry", "comment__content",
    "comment-copy", "e-content",
  ]
  /// Of a comment what is not its text.
  private static let apart: Set<String> = [
    "comment-author", "comment-meta", "commentmetadata", "comment-metadata", "comment-date", "comment-time",
    "reply", "comment-reply",
    "comment-reply-link", "says", "edit-link", "comment-edit-link", "comment-awaiting-moderation",
    "comment-header", "comment-footer",
    "comment-actions", "star-rating", "avatar", "comment__meta", "comment__author", "comment__date",
  ]
}
