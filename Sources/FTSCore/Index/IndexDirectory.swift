import Glibc

/// The directory of an index on disk.
enum IndexDirectory {
  /// Whether the directory holds a data file of the storage engine.
  ///
  /// - Throws: `unusable` where that cannot be told, as when a file is in the directory's place.
  static func hasIndex(_ path: String) throws(IndexError) -> Bool {
    if exists(path + "/data.mdb") { return true }
    if errno == ENOENT { return false }
    // SAFETY: strerror returns a C string that lives until the next call on this thread.
    throw .unusable(path: path, reason: unsafe String(cString: strerror(errno)))
  }

  /// Whether there is anything at the path but an empty directory.
  static func isOccupied(_ path: String) throws(IndexError) -> Bool {
    guard let directory = unsafe opendir(path) else {
      if errno == ENOENT { return false }
      if errno == ENOTDIR { return true }
      // SAFETY: strerror returns a C string that lives until the next call on this thread.
      throw .unusable(path: path, reason: unsafe String(cString: strerror(errno)))
    }
    defer { unsafe closedir(directory) }
    var count = 0
    while unsafe readdir(directory) != nil { count += 1 }
    // Itself and the one above it are always there.
    return count > 2
  }

  private static func exists(_ path: String) -> Bool {
    // SAFETY: the call reads the C string it is given.
    unsafe access(path, F_OK) == 0
  }

  /// Bytes of the data file.
  static func fileBytes(_ path: String) -> Int {
    var status = stat()
    // SAFETY: the call fills the structure it is given.
    guard unsafe stat(path + "/data.mdb", &status) == 0 else { return 0 }
    return Int(status.st_size)
  }

  /// Creates the directory, for its owner only, and those above it where they are missing, each made to last.
  static func create(_ path: String) throws(IndexError) {
    let parent = parent(of: path)
    if let parent, !exists(parent) { try create(parent) }
    // SAFETY: the call reads the C string it is given.
    guard unsafe mkdir(path, 0o700) == 0 else {
      if errno == EEXIST { return }
      // SAFETY: strerror returns a C string that lives until the next call on this thread.
      throw .unusable(path: path, reason: unsafe String(cString: strerror(errno)))
    }
    try FileTree.sync(parent ?? (path.hasPrefix("/") ? "/" : "."))
  }

  private static func parent(of path: String) -> String? {
    let trimmed = path.reversed().drop { $0 == "/" }
    let rest = trimmed.drop { $0 != "/" }.drop { $0 == "/" }
    return rest.isEmpty ? nil : String(rest.reversed())
  }
}
