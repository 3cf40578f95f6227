/// A named table (LMDB: database) of an environment: an ordered map from keys of 1 to 511 bytes,
/// compared as unsigned bytes, to values.
///
/// Valid for as long as its environment is open, in every transaction that began after it was
/// opened. Using it with another environment is a programming error and traps.
public struct Table: Sendable, Hashable {
  /// The name under which it is stored.
  public let name: String
  /// LMDB's handle (`MDB_dbi`).
  let handle: UInt32
  /// The environment it belongs to.
  let environment: ObjectIdentifier

  /// LMDB's own list of free pages.
  static func freePages(of environment: Environment) -> Table {
    Table(name: "", handle: 0, environment: ObjectIdentifier(environment))
  }
}
