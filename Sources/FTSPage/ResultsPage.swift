package import FTSProtocol
import FTSWording

/// What was found: how many, narrowed by what, the hits, and where there are more.
package struct ResultsPage {
  let state: PageState
  package let response: SearchResponse
  /// What was asked for.
  private let asked: PageState

  /// - Parameter asked: what was asked for, where `state` is what was probably meant by it; `nil` where it is the same.
  package init(_ state: PageState, _ response: SearchResponse, asked: PageState? = nil) {
    self.state = state
    self.response = response
    self.asked = asked ?? state
  }

  /// What was probably meant, where what was asked for finds nothing.
  package var meant: PageState? {
    guard response.total == 0, !response.isPartial else { return nil }
    return response.suggestion.map(state.asking)
  }

  package func html() -> [UInt8] {
    let title = asked.isBlank ? "ftsd" : "\(asked.query) – ftsd"
    return PageFrame(title: title, state: asked, beginning: "#found").html { html in
      html.element("div", .id("results"), .class("results")) { html in
        writeChoices(&html)
        writeHead(&html)
        if hasFacets { FacetPanel(state: state, facets: response.facets).write(to: &html) }
        html.element(
          "section", .id("found"), .class("found"), .set("tabindex", "-1"), .set("aria-labelledby", "summary")
        ) { html in
          writePartiality(&html)
          writeSelections(&html)
          writeSuggestion(&html)
          writeHits(&html)
          writePages(&html)
          QueryHelp.write(to: &html)
        }
      }
    }
  }

  /// What the form sends along: it stands here, since it changes with the results.
  private func writeChoices(_ html: inout HTMLWriter) {
    for selection in state.selections {
      html.void(
        "input", .set("type", "hidden"), .set("form", "search"), .set("name", selection.field.rawValue),
        .set("value", selection.value))
    }
  }

  /// Whether there is anything to narrow by.
  private var hasFacets: Bool { !response.facets.allSatisfy(\.values.isEmpty) }

  /// How many there are, and how they are listed.
  private func writeHead(_ html: inout HTMLWriter) {
    html.element("div", .class("head")) { html in
      html.element("h1", .id("summary"), .set("tabindex", "-1"), text: summary)
      if hasFacets {
        // Where the screen is narrow; a box to tick works without scripts.
        html.void("input", .id("narrowing"), .class("unseen"), .set("type", "checkbox"))
        html.element("label", .class("narrow"), .set("for", "narrowing"), text: "Narrow down")
      }
      html.element("div", .class("show")) { html in
        html.element("label", .class("unseen"), .set("for", "show"), text: "Order")
        html.element("select", .id("show"), .set("name", "show"), .set("form", "search")) { html in
          for arrangement in Arrangement.allCases {
            html.element(
              // What suits the query is not asked for, so that it goes with the query.
              "option", .set("value", arrangement == state.usual ? "" : arrangement.rawValue),
              .flag("selected", arrangement == state.shown),
              text: arrangement.label)
          }
        }
        html.element(
          "button", .class("scriptless"), .set("type", "submit"), .set("form", "search"), text: "Order")
      }
    }
  }

  private func writePartiality(_ html: inout HTMLWriter) {
    guard response.isPartial else { return }
    html.element(
      "p", .class("note"),
      text:
        "The time was up before all was looked at: these are the best of what was, and counts are of that alone."
    )
  }

  /// How many there are, in words.
  private var summary: String {
    guard let total = response.total else { return "The best found so far" }
    guard total > 0 else { return "Nothing found" }
    guard response.by == .thread else { return NumberText.count(total, "document") }
    let threads = NumberText.count(total, "thread")
    guard let documents = response.documents, documents > total else { return threads }
    return "\(NumberText.count(documents, "document")) in \(threads)"
  }

  private func writeSelections(_ html: inout HTMLWriter) {
    guard !state.selections.isEmpty else { return }
    html.element("ul", .class("selections"), .set("aria-label", "Narrowed to")) { html in
      for selection in state.selections {
        html.element("li") { html in
          html.element("a", .href(state.toggling(selection).address)) { html in
            html.element("span", .class("unseen"), text: "No longer only ")
            html.element("span", .class("field"), text: selection.field.label)
            html.text(" ")
            html.element("bdi", text: selection.label)
            html.element("span", .class("cross"), .set("aria-hidden", "true"), text: "×")
          }
        }
      }
    }
  }

  private func writeSuggestion(_ html: inout HTMLWriter) {
    if asked != state {
      return html.element("p", .class("suggestion")) { html in
        html.text("Nothing has ")
        html.element("bdi", text: asked.query)
        html.text(". These are results for ")
        html.element("a", .href(state.address)) { $0.element("bdi", text: state.query) }
        html.text(".")
      }
    }
    guard let suggestion = response.suggestion else { return }
    html.element("p", .class("suggestion")) { html in
      html.text("Did you mean ")
      html.element("a", .href(state.asking(suggestion).address)) { $0.element("bdi", text: suggestion) }
      html.text("?")
    }
  }

  private func writeHits(_ html: inout HTMLWriter) {
    guard !response.hits.isEmpty else {
      return html.element("p", .class("empty"), text: emptiness)
    }
    html.element("ol", .class("hits"), .set("start", response.offset + 1)) { html in
      for (index, hit) in response.hits.enumerated() {
        html.element("li") { HitView(state: state, hit: hit, number: index + 1).write(to: &$0) }
      }
    }
  }

  private var emptiness: String {
    if state.page > 1 { return "There is no such page." }
    if !state.selections.isEmpty { return "Nothing has all of this. Take away what it is narrowed to." }
    return state.isBlank ? "The index is empty." : "No review and no comment has these words."
  }

  private func writePages(_ html: inout HTMLWriter) {
    let size = PageState.pageSize
    let last = min(((response.total ?? response.hits.count) + size - 1) / size, PageState.lastPage)
    guard last > 1 || state.page > 1 else { return }
    html.element("nav", .class("pages"), .set("aria-label", "Pages")) { html in
      if state.page > 1 {
        html.element(
          "a", .set("rel", "prev"), .href(state.turned(to: state.page - 1).address), text: "Previous page")
      }
      html.element(
        "span", text: "Page \(NumberText.grouped(state.page)) of \(NumberText.grouped(max(last, state.page)))"
      )
      if state.page < last {
        html.element(
          "a", .set("rel", "next"), .href(state.turned(to: state.page + 1).address), text: "Next page")
      }
    }
  }
}
