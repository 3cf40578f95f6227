import LMDB

/// What is done with an index as a whole: copying it away and back, making it small, making it anew.
///
/// Whatever comes into an index's place is written beside it, synced and verified first, and then exchanged for it: a crash or an
/// error on the way leaves the old index as it was.
public struct IndexMaintenance {
  /// Verifies an index that was just made; throws where it is not sound. The check reads in a process of its own where that
  /// is wanted.
  public typealias Verification = (_ path: String) throws(IndexError) -> Void

  let path: String
  let verify: Verification
  let onProgress: (CheckProgress) -> Void

  /// - Parameters:
  ///   - path: of the index.
  ///   - verify: whether what was made is sound, before it takes a place.
  ///   - onProgress: called often.
  public init(
    path: String, verify: @escaping Verification, onProgress: @escaping (CheckProgress) -> Void = { _ in }
  ) {
    self.path = path
    self.verify = verify
    self.onProgress = onProgress
  }

  /// Copies the last commit into a directory of its own, which is an index like any other. Searches and writing go on.
  ///
  /// - Parameters:
  ///   - target: a directory that does not exist, or is empty.
  ///   - replaces: whether `target` may be an index already, an older backup, which is kept until the new one is verified.
  /// - Throws: `alreadyExists` where there is something else.
  public func backUp(to target: String, replaces: Bool = false) throws(IndexError) {
    let store = try IndexStore.open(path)
    let target = FileTree.resolved(target)
    let isThere = try IndexDirectory.isOccupied(target)
    guard !isThere || replaces else { throw .alreadyExists(path: target) }
    if isThere, try !IndexDirectory.hasIndex(target) {
      throw .unusable(path: target, reason: "there is something in it that is no index")
    }
    let place = FileTree.workplace(beside: target, for: "backup")
    if FileTree.exists(place) { try FileTree.removeIndex(place) }
    do {
      try copy(store, to: place)
      FileTree.removeLocks(place)
      if isThere {
        try FileTree.exchange(place, target)
        try FileTree.removeIndex(place)
      } else {
        try FileTree.rename(place, to: target)
      }
    } catch {
      try? FileTree.removeIndex(place)
      throw error
    }
  }

  /// Puts a copy of a backup in the place of the index, if there is one.
  public func restore(from backup: String) throws(IndexError) {
    let store = try IndexStore.open(backup)
    try replace { (place) throws(IndexError) in try copy(store, to: place) }
  }

  /// Copies what the index consists of into a file that holds nothing else, which takes the place of the old one: pages that are free
  /// go back to the file system.
  public func shrink() throws(IndexError) {
    try replace { (place) throws(IndexError) in try copy(IndexStore.open(path), to: place) }
  }

  private func copy(_ store: IndexStore, to place: String) throws(IndexError) {
    try IndexCopier(store) { onProgress(CheckProgress(stage: "copying", done: $0, total: $1)) }.copy(
      to: place)
    try verify(place)
  }

  /// Makes a successor and puts it in the place of the index.
  ///
  /// - Parameter keepsOld: whether the old one is to stay, under another name.
  /// - Returns: that name.
  @discardableResult
  func replace(
    keepsOld: () -> Bool = { false }, _ make: (_ place: String) throws(IndexError) -> Void
  ) throws(IndexError) -> String? {
    let successor = try IndexSuccessor(of: path)
    do { try make(successor.path) } catch {
      successor.discard()
      throw error
    }
    return try successor.takePlace(keepsOld: keepsOld())
  }
}
