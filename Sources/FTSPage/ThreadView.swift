import FTSProtocol

/// The comments of a thread, each below what it answers.
struct ThreadView {
  let state: PageState
  /// In the order of the index, without the root.
  let comments: [DocumentResponse]
  /// The document that was asked for.
  let asked: String

  /// Steps to the right that a narrow screen has room for.
  private static let greatestDepth = 6

  func write(to html: inout HTMLWriter) {
    let tree = ThreadTree(comments.map { ($0.id, $0.metadata.parent) })
    html.element("ol", .class("thread")) { html in
      for entry in tree.entries {
        let parent = entry.parent.map { comments[$0] }
        write(comments[entry.index], below: parent, depth: min(entry.depth, Self.greatestDepth), to: &html)
      }
    }
  }

  private func write(
    _ comment: DocumentResponse, below parent: DocumentResponse?, depth: Int, to html: inout HTMLWriter
  ) {
    html.element(
      "li", .set("class", "depth-\(depth)"), comment.id == asked ? .id("here") : nil,
      comment.id == asked ? .set("aria-current", "true") : nil, .language(comment.metadata.language)
    ) { html in
      if let title = comment.metadata.visibleTitle {
        html.element("h3", .set("dir", "auto")) { $0.element("bdi", text: title) }
      }
      Byline(
        metadata: comment.metadata, kind: comment.kind == "comment" ? nil : comment.kind,
        address: DocumentPage.address(of: comment.id, state)
      ).write(to: &html)
      if let parent {
        html.element("p", .class("unseen")) { html in
          html.text("In answer to ")
          html.element("bdi", text: parent.metadata.authorName)
        }
      }
      BodyText.write(comment.body, to: &html)
    }
  }
}
