import CFileSystem
import Glibc

/// Directories of indexes as a whole: removed, renamed, exchanged, each made to last.
enum FileTree {
  /// The files of an index, the data first.
  static let indexFiles = ["data.mdb", "lock.mdb", "writer.lock", "merge.lock"]

  /// The path without symbolic links, or as it is where nothing is there.
  static func resolved(_ path: String) -> String {
    // SAFETY: realpath allocates what it returns, which is copied and freed here.
    guard let real = unsafe realpath(path, nil) else { return trimmed(path) }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// Without slashes at its end.
  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A directory beside another, in which something is made that is to take its place. The name is for ftsd alone: what a run that was
  /// killed has left there may be removed unasked.
  static func workplace(beside path: String, for purpose: String) -> String {
    let name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
    return "\(parent(of: path))/.\(name).ftsd-\(purpose)"
  }

  static func exists(_ path: String) -> Bool {
    // SAFETY: the call reads the C string it is given.
    unsafe access(path, F_OK) == 0
  }

  /// Removes the files of an index, and the directory where nothing else is in it.
  static func removeIndex(_ path: String) throws(IndexError) {
    for file in indexFiles where unsafe unlink(path + "/" + file) != 0 && errno != ENOENT {
      throw failure(path)
    }
    // SAFETY: the call reads the C string it is given.
    if unsafe rmdir(path) != 0, errno != ENOENT { throw failure(path) }
  }

  /// Removes the files that hold no data, which LMDB makes again.
  static func removeLocks(_ path: String) {
    for file in indexFiles.dropFirst() { _ = unsafe unlink(path + "/" + file) }
  }

  /// Puts a directory where nothing is, or an empty directory.
  static func rename(_ source: String, to target: String) throws(IndexError) {
    // SAFETY: the call reads the C strings it is given.
    guard unsafe Glibc.rename(source, target) == 0 else { throw failure(target) }
    try sync(parent(of: target))
  }

  /// Puts two directories in each other's place, at one moment.
  static func exchange(_ a: String, _ b: String) throws(IndexError) {
    // SAFETY: the call reads the C strings it is given.
    guard unsafe ftsd_exchange(a, b) == 0 else {
      if errno == EINVAL || errno == ENOSYS {
        throw .unusable(path: b, reason: "its file system cannot exchange directories (renameat2)")
      }
      throw failure(b)
    }
    try sync(parent(of: b))
  }

  /// Moves all that is no file of an index from one directory to another.
  static func moveForeignFiles(from source: String, to target: String) throws(IndexError) {
    guard let directory = unsafe opendir(source) else { throw failure(source) }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    // SAFETY: the entry is valid until the next call; its name is copied.
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: entry.pointee.d_name) { name in
        unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != "..", !indexFiles.contains(name) { names.append(name) }
    }
    for name in names {
      guard unsafe Glibc.rename(source + "/" + name, target + "/" + name) == 0 else { throw failure(target) }
    }
  }

  /// Gives a directory and its data the owner and the permissions of another, as far as this process may.
  static func copyPermissions(from source: String, to target: String) {
    for file in ["", "/data.mdb"] {
      var status = stat()
      guard unsafe stat(source + file, &status) == 0 else { continue }
      _ = unsafe chown(target + file, status.st_uid, status.st_gid)
      _ = unsafe chmod(target + file, status.st_mode & 0o7777)
    }
  }

  /// Waits until the names in a directory have reached the disk, where its file system can do that.
  static func sync(_ path: String) throws(IndexError) {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(path) }
  }

  private static func failure(_ path: String) -> IndexError {
    if errno == ENOSPC || errno == EDQUOT { return .diskFull(path: path) }
    // SAFETY: strerror returns a C string that lives until the next call on this thread.
    return .unusable(path: path, reason: unsafe String(cString: strerror(errno)))
  }
}
