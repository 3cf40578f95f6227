import FTSCore

/// Shows to people what a run of `ftsd compact` did.
enum CompactionPrinter {
  static func text(before: IndexStatistics, after: IndexStatistics, seconds: Double) -> String {
    let dropped =
      before.deletedDocuments == 0
      ? "" : ", \(NumberText.count(before.deletedDocuments, "deleted document")) dropped"
    return """
      \(NumberText.count(before.segments, "segment")) → \(NumberText.grouped(after.segments))\(dropped)
      \(NumberText.bytes(bytes(before))) → \(NumberText.bytes(bytes(after))) \
      in \(NumberText.fixed(seconds, decimals: 2)) s

      """
  }

  /// Bytes of all parts of the index, without pages of the file that are free.
  private static func bytes(_ statistics: IndexStatistics) -> Int {
    statistics.partBytes.reduce(0) { $0 + $1.bytes }
  }
}
