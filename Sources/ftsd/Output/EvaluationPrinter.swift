import FTSService
import FTSWording

/// Shows the measures of an evaluation to people.
enum EvaluationPrinter {
  static func text(_ report: EvaluationReport) -> String {
    let metrics = report.metrics
    let rows = RankingMeasure.allCases.map { [$0.title, number(metrics[$0])] }
    return lines(rows + [["queries", NumberText.grouped(report.queries)]])
  }

  static func text(_ comparison: EvaluationComparison) -> String {
    let rows = comparison.rows.map { row in
      let difference = row.value - row.other
      return [
        row.measure.title, number(row.value), number(row.other),
        (difference < 0 ? "" : "+") + number(difference),
        row.p < 0.001 ? "<0.001" : NumberText.fixed(row.p, decimals: 3),
      ]
    }
    return lines([["", "here", "there", "difference", "p"]] + rows)
      + "by nDCG@10 better for \(comparison.better) queries, worse for \(comparison.worse), "
      + "the same for \(comparison.equal)\n"
  }

  private static func number(_ value: Double) -> String { NumberText.fixed(value, decimals: 4) }

  private static func lines(_ rows: [[String]]) -> String { Table.lines(rows).joined(separator: "\n") + "\n" }
}
