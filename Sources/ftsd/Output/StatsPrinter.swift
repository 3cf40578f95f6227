import FTSProtocol
import FTSWording

/// Shows the size and content of an index to people.
enum StatsPrinter {
  static func text(_ stats: StatsResponse) -> String {
    var rows = [["documents", NumberText.grouped(stats.documents)]]
    rows += stats.kinds.entries.map { ["  " + DisplayText.oneLine($0.name), NumberText.grouped($0.count)] }
    rows += [
      ["threads", NumberText.grouped(stats.threads)],
      ["deleted, not yet merged away", NumberText.grouped(stats.deleted)],
      ["segments", NumberText.grouped(stats.segments)],
      ["terms", NumberText.grouped(stats.terms)],
      ["text", NumberText.bytes(stats.textBytes)],
      ["index", NumberText.bytes(stats.indexBytes)],
    ]
    rows.append(["  free, for later commits", NumberText.bytes(stats.freeBytes)])
    rows += stats.parts.entries.map { ["  " + DisplayText.oneLine($0.name), NumberText.bytes($0.count)] }
    rows += [
      ["analyzer", stats.analyzer]
    ]
    if let words = stats.protectedWords { rows.append(["protected words", NumberText.grouped(words.count)]) }
    rows += [
      ["BM25", "k1 \(stats.k1), b \(stats.b)"],
      ["weight of titles", String(stats.titleWeight)],
      ["generation", String(stats.generation)],
    ]
    return Table.lines(rows).joined(separator: "\n") + "\n"
  }
}
