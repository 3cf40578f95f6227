import LMDB

/// An index that is made beside another to take its place: until it does, at one moment, the old one is what it was.
///
/// While this value lives nobody else writes to the old index, so that nothing is lost between the making and the exchange. Readers
/// go on with the old one until their next query.
final class IndexSuccessor {
  /// Of the index that is to be replaced.
  let target: String
  /// Where its successor is to be made: in a directory beside it, that there is not yet.
  let path: String
  private let lock: FileLock?
  /// How long to wait for another who is writing: a daemon does so for moments only.
  private static let wait = Duration.seconds(10)

  /// - Throws: `locked` where another is writing.
  init(of path: String) throws(IndexError) {
    target = FileTree.resolved(path)
    self.path = FileTree.workplace(beside: target, for: "new")
    if FileTree.exists(target) {
      do { lock = try FileLock.acquire(for: .writing, inDirectory: target, wait: Self.wait) } catch {
        throw IndexError(error, path: target)
      }
    } else {
      lock = nil
    }
    // A run that was killed may have left one; nobody makes another meanwhile.
    if FileTree.exists(self.path) { try FileTree.removeIndex(self.path) }
  }

  /// Removes what was made of it.
  func discard() { try? FileTree.removeIndex(path) }

  /// Puts it in the place of the old one, and removes that, or names it `.damaged`; files that are no part of an index stay.
  ///
  /// - Returns: where the old one is now, if it is kept.
  func takePlace(keepsOld: Bool) throws(IndexError) -> String? {
    FileTree.removeLocks(path)
    guard FileTree.exists(target) else {
      try FileTree.rename(path, to: target)
      return nil
    }
    FileTree.copyPermissions(from: target, to: path)
    try FileTree.exchange(path, target)
    try FileTree.moveForeignFiles(from: path, to: target)
    guard keepsOld else {
      try FileTree.removeIndex(path)
      try FileTree.sync(FileTree.parent(of: target))
      return nil
    }
    var name = target + ".damaged"
    var number = 2
    while FileTree.exists(name) {
      name = target + ".damaged-\(number)"
      number += 1
    }
    try FileTree.rename(path, to: name)
    return name
  }
}
