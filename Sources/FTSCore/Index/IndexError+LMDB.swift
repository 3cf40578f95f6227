import LMDB

extension IndexError {
  /// What an error of the storage engine means for the index at `path`.
  init(_ error: LMDBError, path: String) {
    switch error {
    case .noSuchFile: self = .notFound(path: path)
    case .locked: self = .locked(path: path)
    case .diskFull: self = .diskFull(path: path)
    case .permissionDenied:
      self = .unusable(path: path, reason: "no permission to read and write it, which searching needs too")
    case .readOnlyFileSystem, .networkFileSystem:
      self = .unusable(path: path, reason: error.description)
    case .corrupted, .invalid, .truncated, .versionMismatch, .damagedTree:
      self = .corrupted(path: path, detail: error.description)
    default: self = .storage(error.description)
    }
  }
}
