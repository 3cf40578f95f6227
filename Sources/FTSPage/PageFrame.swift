/// What all pages have around what they show: the head, the field to ask in, and the foot.
struct PageFrame {
  /// Of the page, for the browser's tab.
  let title: String
  let state: PageState
  /// Where what it shows begins, for who passes over the rest.
  var beginning: StaticString = "#summary"

  /// The page, with what `content` writes in its middle.
  func html(_ content: (inout HTMLWriter) -> Void) -> [UInt8] {
    var html = HTMLWriter()
    html.literal("<!doctype html>\n")
    html.element("html", .set("lang", "en")) { html in
      writeHead(&html)
      html.element("body") { html in
        html.element("a", .class("skip"), .set("href", beginning), text: "Skip to the content")
        html.element("header", .class("top")) { writeForm(&$0) }
        // What a screen reader is told when results change; the script writes it.
        html.element("p", .id("status"), .class("unseen"), .set("role", "status"), text: "")
        html.element("main", content: content)
      }
    }
    html.literal("\n")
    return html.bytes
  }

  private func writeHead(_ html: inout HTMLWriter) {
    html.element("head") { html in
      html.void("meta", .set("charset", "utf-8"))
      html.void(
        "meta", .set("name", "viewport"), .set("content", "width=device-width, initial-scale=1"))
      html.void("meta", .set("name", "color-scheme"), .set("content", "light dark"))
      html.void("meta", .set("name", "robots"), .set("content", "noindex"))
      html.element("title", text: title)
      html.void("link", .set("rel", "stylesheet"), .set("href", "/page.css"))
      html.void("link", .set("rel", "icon"), .set("href", "/icon.svg"), .set("type", "image/svg+xml"))
      html.element("script", .set("src", "/page.js"), .flag("defer"), text: "")
    }
  }

  private func writeForm(_ html: inout HTMLWriter) {
    html.element("a", .class("home"), .href(PageState().address), text: "ftsd")
    html.element(
      "form", .id("search"), .set("role", "search"), .set("action", "/"), .set("method", "get")
    ) { html in
      html.element("label", .class("unseen"), .set("for", "q"), text: "Search reviews and comments")
      html.void(
        "input", .id("q"), .set("type", "search"), .set("name", "q"), .set("value", state.query),
        .set("placeholder", "Search reviews and comments"), .set("autocomplete", "off"),
        .set("autocapitalize", "none"), .set("spellcheck", "false"), .set("enterkeyhint", "search"),
        .set("maxlength", PageFrame.queryLength))
      html.element("button", .set("type", "submit"), text: "Search")
      html.element(
        "ul", .id("completions"), .set("role", "listbox"), .set("aria-label", "Completions"),
        .set("aria-orientation", "horizontal"), .flag("hidden"), text: "")
    }
  }

  /// Characters that the field takes.
  private static let queryLength = 1_000
}
