import FTSProtocol
import FTSWording

/// Shows the counts of a facet to people: a bar for each value.
struct FacetPrinter {
  private static let indent = "  "
  private static let gap = "  "
  private static let greatestBar = 60
  private static let leastBar = 8
  /// Columns where lines may have any length.
  private static let usualWidth = 80

  let terminal: Terminal

  /// None where no document has a value.
  func lines(_ facet: FacetResponse) -> [String] {
    var facts = [NumberText.count(facet.documents, "document")]
    if let mean = facet.mean { facts.append("mean " + NumberText.fixed(mean, decimals: 2)) }
    let name = TextStyle.bold.applied(to: DisplayText.oneLine(facet.name), on: terminal)
    var lines = ["\(name) · \(facts.joined(separator: " · "))"]
    let width = terminal.width ?? Self.usualWidth
    let counts = facet.values.map { NumberText.grouped($0.count) }
    let countWidth = counts.map(\.count).max() ?? 0
    let fixed = Self.indent.count + 2 * Self.gap.count + countWidth
    let labels = facet.values.map {
      DisplayText.fitting(Self.label($0.value), width: max(8, width - fixed - Self.leastBar))
    }
    let labelWidth = labels.map { DisplayText.width(of: $0) }.max() ?? 0
    let barWidth = max(Self.leastBar, min(Self.greatestBar, width - fixed - labelWidth))
    let most = facet.values.map(\.count).max() ?? 0
    for (index, value) in facet.values.enumerated() {
      let label =
        labels[index] + String(repeating: " ", count: labelWidth - DisplayText.width(of: labels[index]))
      let count = String(repeating: " ", count: countWidth - counts[index].count) + counts[index]
      lines.append(
        [Self.indent + label, count, Self.bar(value.count, of: most, width: barWidth)].joined(
          separator: Self.gap))
    }
    if facet.otherValues > 0 {
      lines.append(Self.indent + "and \(NumberText.count(facet.otherValues, "other value"))")
    }
    return lines
  }

  private static func label(_ value: Attributes.Value) -> String {
    switch value {
    case .string(let text): text.isEmpty ? "(empty)" : DisplayText.oneLine(text)
    case .number(let number): NumberText.shortest(number)
    }
  }

  /// A bar in eighths of a column, as long as `count` is to `most`; never none.
  private static func bar(_ count: Int, of most: Int, width: Int) -> String {
    let eighths = max(1, Int((Double(count) / Double(most) * Double(width * 8)).rounded()))
    let rest = eighths % 8
    return String(repeating: "█", count: eighths / 8)
      + (rest == 0 ? "" : String("▏▎▍▌▋▊▉".dropFirst(rest - 1).prefix(1)))
  }
}
