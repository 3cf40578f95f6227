import FTSProtocol
import FTSWording

/// One hit: a document or, with the answers that match best, a thread.
struct HitView {
  let state: PageState
  let hit: SearchHit
  /// On this page.
  let number: Int

  func write(to html: inout HTMLWriter) {
    let name = "hit-\(number)"
    html.element(
      "article", .class("hit"), .set("aria-labelledby", name), .language(hit.metadata.language)
    ) { html in
      html.element("h2", .id(name), .set("dir", "auto")) { html in
        html.element("a", .href(DocumentPage.address(of: hit.id, state))) { $0.element("bdi", text: heading) }
      }
      Byline(metadata: hit.metadata, kind: state.shown == .threads ? nil : hit.kind).write(to: &html)
      if let snippet = hit.snippet, !snippet.isEmpty {
        html.element("p", .class("snippet"), .set("dir", "auto")) {
          Self.write(snippet, hit.highlights, to: &$0)
        }
      }
      if let matches = hit.matches { writeAnswers(matches, to: &html) }
    }
  }

  /// A comment goes by what it belongs to.
  private var heading: String {
    if let title = hit.metadata.visibleTitle { return title }
    if let title = hit.metadata.visibleThreadTitle { return "Re: \(title)" }
    return hit.id
  }

  private func writeAnswers(_ matches: ThreadResponse, to html: inout HTMLWriter) {
    if !matches.comments.isEmpty {
      html.element("ol", .class("answers"), .set("aria-label", "Comments that match")) { html in
        for comment in matches.comments {
          html.element("li", .language(comment.metadata.language)) { html in
            Byline(
              metadata: comment.metadata, kind: nil,
              address: DocumentPage.address(of: comment.id, state)
            ).write(to: &html)
            html.element("p", .class("snippet"), .set("dir", "auto")) {
              Self.write(comment.snippet ?? "", comment.highlights, to: &$0)
            }
          }
        }
      }
    }
    html.element("p", .class("unfold")) { html in
      html.element("a", .href(DocumentPage.address(of: hit.metadata.thread, state, fragment: "thread"))) {
        html in
        html.text("Whole thread")
        html.element("span", .class("unseen"), text: " of \(heading)")
      }
      if matches.more > 0 {
        html.element(
          "span", .class("more"),
          text: NumberText.count(matches.more, "more comment matches", plural: "more comments match"))
      }
    }
  }

  /// A snippet in which the words that matched are marked.
  ///
  /// - Parameter highlights: ascending, in UTF-8 bytes.
  static func write(_ snippet: String, _ highlights: [Range<Int>], to html: inout HTMLWriter) {
    let bytes = Array(snippet.utf8)
    var end = 0
    for highlight in highlights where highlight.lowerBound >= end && highlight.upperBound <= bytes.count {
      html.text(String(decoding: bytes[end..<highlight.lowerBound], as: UTF8.self))
      html.element("mark", text: String(decoding: bytes[highlight], as: UTF8.self))
      end = highlight.upperBound
    }
    html.text(String(decoding: bytes[end...], as: UTF8.self))
  }
}
