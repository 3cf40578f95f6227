import FTSProtocol
import FTSWording

/// Shows what a query makes of a document.
enum MatchPrinter {
  static func text(_ response: ExplainResponse, on terminal: Terminal) -> String {
    let id = DisplayText.oneLine(response.id)
    let results = "\(NumberText.count(response.total, "result")) for \(DisplayText.oneLine(response.query))"
    let place = response.rank.map { "number \(NumberText.grouped($0)) of " } ?? "not found, "
    let language = response.language.map { "; its language: \($0)" } ?? ""
    let header = Paragraph(text: "\(id): \(place)\(results)\(language)", highlights: [])
    var lines = header.lines(width: terminal.width, on: terminal) + [""]
    if let explanation = response.explanation {
      lines += ExplanationPrinter.lines(explanation, width: terminal.width)
    } else {
      lines += self.lines(response.mismatches, indent: "", on: terminal)
    }
    lines += self.lines(
      response.stopWords.map { .init(part: $0, reason: "left out as a stop word") }, indent: "", on: terminal)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(
    _ mismatches: [ExplainResponse.Mismatch], indent: String, on terminal: Terminal
  ) -> [String] {
    mismatches.flatMap { mismatch in
      let text = "\(DisplayText.oneLine(mismatch.part)): \(DisplayText.oneLine(mismatch.reason))"
      let lines = Paragraph(text: text, highlights: [])
        .lines(width: terminal.width.map { max(20, $0 - indent.count - 2) }, on: terminal)
      return lines.enumerated().map { ($0.offset == 0 ? indent : indent + "  ") + $0.element }
        + self.lines(mismatch.parts, indent: indent + "  ", on: terminal)
    }
  }
}
