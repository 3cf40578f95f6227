import FTSProtocol
import FTSWording

/// Shows how a score came about: a row for each clause that matched, and their sum.
enum ExplanationPrinter {
  /// - Parameter width: of the lines; `nil` for any.
  static func lines(_ explanation: ScoreExplanation, width: Int?) -> [String] {
    var rows = [["clause", "body", "title", "author", "weighted", "documents", "idf", "score"]]
    for part in explanation.contributions {
      rows.append([
        DisplayText.oneLine(clause(part)), String(part.bodyFrequency), String(part.titleFrequency),
        String(part.authorFrequency), number(part.weightedFrequency, decimals: 1),
        part.documentFrequency == 0 ? "" : NumberText.grouped(part.documentFrequency),
        number(part.idf, decimals: 4), number(part.score, decimals: 4),
      ])
    }
    if explanation.boosts.isEmpty {
      rows.append(["sum", "", "", "", "", "", "", number(explanation.score, decimals: 4)])
    } else {
      let sum = explanation.contributions.reduce(0) { $0 + $1.score }
      rows.append(["sum", "", "", "", "", "", "", number(sum, decimals: 4)])
      for boost in explanation.boosts {
        rows.append([boost.boost, "", "", "", "", "", "", "× " + NumberText.fixed(boost.factor, decimals: 4)])
      }
      rows.append(["score", "", "", "", "", "", "", number(explanation.score, decimals: 4)])
    }
    let lengths =
      "length \(number(explanation.length, decimals: 1)), mean \(number(explanation.averageLength, decimals: 1)), "
      + "k1 \(explanation.k1), b \(explanation.b), \(NumberText.count(explanation.documentCount, "document"))"
    return Table.lines(rows, width: width)
      + Paragraph(text: lengths, highlights: []).lines(width: width, on: .none)
  }

  private static func clause(_ part: ScoreExplanation.Contribution) -> String {
    var text = part.clause
    if part.byReviewTitle == true { text += ", by its review's title" }
    if let forms = part.forms { text += ", \(NumberText.count(forms, "form"))" }
    if let terms = part.terms { text += ", \(NumberText.count(terms, "term"))" }
    return text
  }

  private static func number(_ value: Float, decimals: Int) -> String {
    NumberText.fixed(Double(value), decimals: decimals)
  }
}
