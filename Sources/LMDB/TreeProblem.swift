/// Something in the trees of a data file that is not as LMDB writes it.
public struct TreeProblem: Error, Equatable, Sendable, CustomStringConvertible {
  /// The table whose tree it is in; nil for LMDB's own tables.
  public let table: String?
  /// Number of the page.
  public let page: Int
  /// What is wrong with it.
  public let reason: String

  /// One line for people.
  public var description: String {
    "page \(page)\(table.map { " of table \($0)" } ?? ""): \(reason)"
  }
}
