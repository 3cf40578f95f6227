import FTSCore
import FTSWording

/// Shows to people what a run of `ftsd compact` did.
enum CompactionPrinter {
  static func text(before: IndexStatistics, after: IndexStatistics, seconds: Double) -> String {
    let dropped =
      before.deletedDocuments == 0
      ? "" : ", \(NumberText.count(before.deletedDocuments, "deleted document")) dropped"
    return """
      \(NumberText.count(before.segments, "segment")) → \(NumberText.grouped(after.segments))\(dropped)
      \(file(before)) → \(file(after)), \
      \(NumberText.bytes(max(0, before.fileBytes - after.fileBytes))) reclaimed in \
      \(NumberText.fixed(seconds, decimals: 2)) s

      """
  }

  /// Size of the file, and what of it holds something.
  private static func file(_ statistics: IndexStatistics) -> String {
    let used = max(0, statistics.fileBytes - statistics.freeBytes)
    return "\(NumberText.bytes(statistics.fileBytes)) (\(NumberText.bytes(used)) used, "
      + "\(NumberText.bytes(statistics.freeBytes)) free)"
  }
}
