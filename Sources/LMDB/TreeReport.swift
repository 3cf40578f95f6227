/// What a walk through all trees of a data file has found.
public struct TreeReport: Equatable, Sendable {
  /// Bytes in a page.
  public var pageSize = 0
  /// Pages of the file, up to the last one ever used.
  public var pages = 0
  /// Of those, the ones that something hangs from or that hold values.
  public var usedPages = 0
  /// The ones that the next commits may use.
  public var freePages = 0
  /// The ones that are neither: lost until the file is copied, and harmless.
  public var lostPages: Int { max(0, pages - usedPages - freePages) }
  /// Entries of each table, by name.
  public var entries: [String: Int] = [:]
  /// What is wrong; empty in a sound file.
  public var problems: [TreeProblem] = []
}
