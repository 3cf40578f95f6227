import FTSProtocol
import FTSWording

/// Shows to people what a run of `ftsd index` did.
enum SummaryPrinter {
  static func text(_ summary: IndexSummary, unrecognizedFiles: Int) -> String {
    let kinds = [
      (summary.reviews, NumberText.count(summary.reviews, "review")),
      (summary.comments, NumberText.count(summary.comments, "comment")),
      (summary.others, NumberText.count(summary.others, "other")),
    ].filter { $0.0 > 0 }.map(\.1).joined(separator: ", ")
    let rate = summary.seconds > 0 ? Int(Double(summary.documents) / summary.seconds) : 0
    var lines = [
      "Indexed \(NumberText.count(summary.documents, "document"))" + (kinds.isEmpty ? "" : " (\(kinds))")
        + " in \(NumberText.count(summary.threads, "thread"))",
      "\(NumberText.bytes(summary.textBytes)) of text in \(NumberText.fixed(summary.seconds, decimals: 2)) s, "
        + "\(NumberText.grouped(rate)) documents/s; the index has \(NumberText.bytes(summary.indexBytes))",
    ]
    if summary.updated > 0 {
      lines.append("\(NumberText.grouped(summary.updated)) took the place of older ones")
    }
    if summary.skipped > 0 { lines.append("\(NumberText.grouped(summary.skipped)) could not be read") }
    if unrecognizedFiles > 0 {
      lines.append("\(NumberText.count(unrecognizedFiles, "file")) of other formats passed over")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
