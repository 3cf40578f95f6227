import FTSService

/// Shows the measures of an evaluation to people.
enum EvaluationPrinter {
  static func text(_ report: EvaluationReport) -> String {
    func row(_ name: String, _ value: Double) -> [String] { [name, NumberText.fixed(value, decimals: 4)] }
    let metrics = report.metrics
    return Table.lines([
      row("nDCG@10", metrics.nDCG10), row("MAP", metrics.averagePrecision), row("P@10", metrics.precision10),
      row("recall@100", metrics.recall100), row("recall@1000", metrics.recall1000),
      ["queries", NumberText.grouped(report.queries)],
    ]).joined(separator: "\n") + "\n"
  }
}
