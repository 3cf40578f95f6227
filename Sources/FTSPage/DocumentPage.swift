package import FTSProtocol
import FTSQuery
import FTSWording

/// A review with all that was written below it.
package struct DocumentPage {
  /// Documents of a thread that are shown at once.
  package static let documentLimit = 1_000
  /// UTF-8 bytes of their texts.
  package static let byteLimit = 4 << 20

  let state: PageState
  /// The one that was asked for.
  let document: DocumentResponse
  /// Of its thread, in the order of the index.
  let thread: [DocumentResponse]
  /// Whether those are not all.
  let isCut: Bool

  /// - Parameter state: what was looked at before.
  package init(_ state: PageState, _ document: DocumentResponse, thread: [DocumentResponse], isCut: Bool) {
    self.state = state
    self.document = document
    self.thread = thread.contains { $0.id == document.id } ? thread : thread + [document]
    self.isCut = isCut
  }

  /// Where the document of an id is shown. In a parameter: browsers take `..` in a path for a step up, however it is
  /// encoded.
  ///
  /// - Parameter state: what to go back to.
  package static func address(
    of id: String, _ state: PageState, fragment: StaticString? = "here"
  ) -> PageAddress {
    PageAddress("/document", [("id", id)] + state.parameters, fragment: fragment)
  }

  package func html() -> [UInt8] {
    let root = thread.first { $0.id == document.metadata.thread }
    let title = root?.metadata.visibleTitle ?? document.metadata.visibleTitle ?? document.id
    return PageFrame(title: "\(title) – ftsd", state: state).html { html in
      html.element("div", .id("results"), .class("reading")) { html in
        html.element("nav", .class("back"), .set("aria-label", "Back")) { html in
          html.element("a", .href(state.address)) { html in
            html.element("span", .set("aria-hidden", "true"), text: "← ")
            html.text(state.isBlank ? "All documents" : "Results for ")
            if !state.isBlank { html.element("bdi", text: state.query) }
          }
        }
        writeReview(root, title: title, to: &html)
        writeThread(root, to: &html)
      }
    }
  }

  private func writeReview(_ root: DocumentResponse?, title: String, to html: inout HTMLWriter) {
    let isAsked = root?.id == document.id
    html.element(
      "article", .class("review"), isAsked ? .id("here") : nil, .language(root?.metadata.language)
    ) { html in
      html.element("h1", .id("summary"), .set("tabindex", "-1"), .set("dir", "auto"), text: title)
      guard let root else {
        return html.element("p", .class("note"), text: "The review itself is not in the index.")
      }
      Byline(metadata: root.metadata, kind: root.kind == "review" ? nil : root.kind).write(to: &html)
      BodyText.write(root.body, to: &html)
      Self.writeDetails(of: root, to: &html)
    }
  }

  /// What else the source said of it.
  private static func writeDetails(of document: DocumentResponse, to html: inout HTMLWriter) {
    html.element("dl", .class("details")) { html in
      func write(_ name: String, _ content: (inout HTMLWriter) -> Void) {
        html.element("div") { html in
          html.element("dt", text: name)
          html.element("dd", content: content)
        }
      }
      for (name, value) in document.metadata.attributes.members {
        write(name) { html in
          switch value {
          case .string(let text): html.element("bdi", text: text)
          case .number(let number): html.text(NumberText.shortest(number))
          }
        }
      }
      if let url = document.metadata.url {
        write("published at") { html in
          guard let address = HTMLAttribute.href(outside: url) else { return html.text(url) }
          html.element("a", address, .set("rel", "noopener noreferrer nofollow"), text: url)
        }
      }
      write("id") { $0.element("code", text: document.id) }
    }
  }

  private func writeThread(_ root: DocumentResponse?, to html: inout HTMLWriter) {
    let comments = thread.filter { $0.id != root?.id }
    html.element("section", .id("thread"), .set("aria-labelledby", "thread-name")) { html in
      html.element(
        "h2", .id("thread-name"),
        text: comments.isEmpty
          ? "No comments"
          : NumberText.count(comments.count, "comment")
            + (isCut ? " of more" : ""))
      ThreadView(state: state, comments: comments, asked: document.id).write(to: &html)
      guard isCut else { return }
      html.element("p", .class("note")) { html in
        html.text("The thread is longer than this. ")
        html.element("a", .href(Self.all(of: document.metadata.thread)), text: "All of it, page by page")
      }
    }
  }

  /// A thread as results.
  private static func all(of thread: String) -> PageAddress {
    var state = PageState()
    state.query = Query(.filter(.thread(thread))).description
    state.arrangement = .oldest
    return state.address
  }
}
