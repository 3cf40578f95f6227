import FTSDocument

/// The documents of one page.
struct PageDocuments {
  private let lines: [String]
  private let source: String

  /// - Parameter source: the path, whose name stands in for a title without letters.
  init(_ text: String, source: String) {
    lines = PlainText.withPlainSpaces(PlainText.clean(text))
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
    self.source = source
  }

  /// The review and its comments, in order, and the first line, counted from 1, of text among the comments that belongs to none of
  /// them; `nil` where the page is blank.
  func documents() -> (documents: [Document], strayLine: Int?)? {
    guard let first = lines.firstIndex(where: { !PlainText.trimmed($0).isEmpty }) else { return nil }
    var review = heading(PlainText.trimmed(lines[first]))
    var body = Paragraphs()
    var comments = CommentList(review: review.id)
    var section = Section.body
    var strayLine: Int?
    for (index, line) in lines.enumerated().dropFirst(first + 1) {
      let content = PageLine(line, title: review.title ?? "")
      switch (section, content) {
      case (.body, .commentsHeading), (.afterBody, .commentsHeading): section = .comments
      case (.body, .replyForm): section = .afterBody
      case (.body, _): body.add(line)
      case (.comments, .replyForm): section = .end
      case (.comments, _):
        comments.add(line, content)
        if comments.hasStrayText, strayLine == nil { strayLine = index + 1 }
      case (.afterBody, _), (.end, _): break
      }
    }
    review.body = body.text
    return ([review] + comments.documents(), strayLine)
  }

  private enum Section { case body, afterBody, comments, end }

  private func heading(_ title: String) -> Document {
    var slug = Slug.make(title)
    if slug.isEmpty { slug = Slug.make(fileStem) }
    if slug.isEmpty {
      var hash = ContentHash()
      hash.add(title)
      slug = "page-" + hash.digits
    }
    var review = Document(id: slug, kind: .review, title: title)
    review.attributes = PageTitle(title)?.attributes ?? []
    return review
  }

  private var fileStem: Substring {
    let name = source[(source.lastIndex(of: "/").map(source.index(after:)) ?? source.startIndex)...]
    return name.prefix { $0 != "." }
  }
}
