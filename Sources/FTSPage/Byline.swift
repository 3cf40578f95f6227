import FTSProtocol
import FTSWording

/// Who wrote it, when, and how they rated it.
struct Byline {
  let metadata: DocumentMetadata
  /// Told where it is given.
  let kind: String?
  /// Where the document is shown, where its title does not lead there.
  var address: PageAddress?

  func write(to html: inout HTMLWriter) {
    guard !isEmpty else { return }
    html.element("p", .class("byline")) { html in
      if let address {
        html.element("a", .class("author"), .href(address)) { $0.element("bdi", text: metadata.authorName) }
      } else if metadata.author != nil {
        html.element("bdi", .class("author"), text: metadata.authorName)
      }
      if let date = metadata.date {
        html.element("time", .set("datetime", date), text: DateText.of(date))
      }
      if let rating = metadata.rating { Self.write(rating: rating, to: &html) }
      if let kind { html.element("span", .class("kind"), text: kind) }
      if !metadata.tags.isEmpty {
        html.element("span", .class("tags")) { html in
          html.element("span", .class("unseen"), text: "tags: ")
          for (index, tag) in metadata.tags.enumerated() {
            if index > 0 { html.text(", ") }
            html.element("bdi", text: tag)
          }
        }
      }
    }
  }

  private var isEmpty: Bool {
    address == nil && metadata.author == nil && metadata.date == nil && metadata.rating == nil && kind == nil
      && metadata.tags.isEmpty
  }

  private static func write(rating: Double, to html: inout HTMLWriter) {
    html.element("span", .class("rating")) { html in
      html.element("span", .set("aria-hidden", "true"), text: "★")
      html.element("span", .class("unseen"), text: "rated ")
      html.text(NumberText.shortest(rating))
    }
  }
}
