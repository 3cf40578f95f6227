import CLMDB

/// What `WriteTransaction.put` does where the key may be present.
public enum PutMode: Sendable {
  /// Stores the value, in place of an older one.
  case replace
  /// Throws `keyExists` when the key is present.
  case noOverwrite
  /// The key sorts after every key of the table: pages fill up completely and no search is
  /// needed. Throws `keyExists` when it does not.
  case append

  var flags: UInt32 {
    switch self {
    case .replace: 0
    case .noOverwrite: UInt32(MDB_NOOVERWRITE)
    case .append: UInt32(MDB_APPEND)
    }
  }
}
