import FTSProtocol
import FTSWording

/// What the results can be narrowed to, with how many of them have each value.
struct FacetPanel {
  let state: PageState
  let facets: [FacetResponse]

  /// Values that are shown at once; the others unfold.
  private static let shown = 6

  func write(to html: inout HTMLWriter) {
    html.element("aside", .class("facets"), .set("aria-label", "Narrow down")) { html in
      for facet in facets {
        guard let field = Selection.Field(rawValue: facet.name), !facet.values.isEmpty else { continue }
        let name = "facet-\(field.rawValue)"
        html.element("section", .set("aria-labelledby", name)) { html in
          html.element("h2", .id(name), text: field.label)
          if field == .rating { writeMean(facet, to: &html) }
          write(Self.values(of: facet, field), others: facet.otherValues, to: &html)
        }
      }
    }
  }

  private func writeMean(_ facet: FacetResponse, to html: inout HTMLWriter) {
    guard let mean = facet.mean else { return }
    html.element(
      "p", .class("mean"),
      text:
        "\(NumberText.fixed(mean, decimals: 1)) on average of \(NumberText.count(facet.documents, "rating"))")
  }

  private func write(_ values: [Value], others: Int, to html: inout HTMLWriter) {
    let greatest = values.map(\.count).max() ?? 1
    // One that is left would take no more room than the words for it.
    let cut = values.count <= Self.shown + 1 ? values.count : Self.shown
    writeList(values[..<cut], greatest, to: &html)
    if cut < values.count {
      html.element("details") { html in
        html.element("summary", text: "\(NumberText.grouped(values.count - cut)) more")
        writeList(values[cut...], greatest, to: &html)
        if others > 0 { writeOthers(others, to: &html) }
      }
    } else if others > 0 {
      writeOthers(others, to: &html)
    }
  }

  private func writeOthers(_ others: Int, to html: inout HTMLWriter) {
    html.element("p", .class("others"), text: "and \(NumberText.grouped(others)) others")
  }

  private func writeList(_ values: ArraySlice<Value>, _ greatest: Int, to html: inout HTMLWriter) {
    html.element("ul") { html in
      for value in values {
        let isChosen = state.selections.contains(value.selection)
        html.element("li") { html in
          html.element(
            "a", isChosen ? .set("aria-current", "true") : nil,
            .href(state.toggling(value.selection).address)
          ) { html in
            html.element("bdi", .class("value"), text: value.selection.label)
            if value.selection.field == .rating || value.selection.field == .year {
              Self.writeBar(value.count, of: greatest, to: &html)
            }
            html.element("span", .class("count")) { html in
              html.text(NumberText.grouped(value.count))
              html.element("span", .class("unseen"), text: value.count == 1 ? " document" : " documents")
            }
          }
        }
      }
    }
  }

  /// A bar as SVG: a width in a style of its own would not pass the policy for styles.
  private static func writeBar(_ count: Int, of greatest: Int, to html: inout HTMLWriter) {
    html.element(
      "svg", .class("bar"), .set("viewBox", "0 0 100 1"), .set("preserveAspectRatio", "none"),
      .set("aria-hidden", "true"), .set("focusable", "false")
    ) { html in
      let width = count == 0 ? 0 : max(2, 100 * count / max(1, greatest))
      html.element("rect", .set("width", width), .set("height", 1), text: "")
    }
  }
}

extension FacetPanel {
  /// A value and how many documents have it.
  struct Value: Equatable {
    var selection: Selection
    var count: Int
  }

  /// The values of a facet as they are shown: years and ratings from the greatest down.
  static func values(of facet: FacetResponse, _ field: Selection.Field) -> [Value] {
    if field == .rating {
      let ratings = facet.values.compactMap { bucket in
        if case .number(let rating) = bucket.value { (rating: rating, count: bucket.count) } else { nil }
      }
      return RatingHistogram(ratings).bins.reversed().map {
        Value(selection: Selection(.rating, $0.range.text), count: $0.count)
      }
    }
    let values = facet.values.map { bucket in
      let text =
        switch bucket.value {
        case .string(let text): text
        case .number(let number): NumberText.shortest(number)
        }
      return Value(selection: Selection(field, text), count: bucket.count)
    }
    return field == .year ? values.sorted { $0.selection.value > $1.selection.value } : values
  }
}
