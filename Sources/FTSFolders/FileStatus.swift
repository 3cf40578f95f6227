import Glibc

/// What the system says of a path, links followed.
struct FileStatus {
  private let status: stat

  /// `nil` where nothing is there, or it may not be told.
  init?(_ path: String) {
    var status = stat()
    // SAFETY: `stat` reads the path, up to the zero byte at its end, and fills the structure it is passed.
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.status = status
  }

  var isDirectory: Bool { status.st_mode & S_IFMT == S_IFDIR }
  var isFile: Bool { status.st_mode & S_IFMT == S_IFREG }
  /// Whether the file has other names, by which it may be changed as well (hard links).
  var hasOtherNames: Bool { status.st_nlink > 1 }

  /// What is the same as long as it is the same file or directory.
  struct Identity: Equatable {
    var device: UInt64
    var inode: UInt64
  }

  var identity: Identity { Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino)) }

  /// What is another after each change of the file. The time of change (ctime) and not that of the content (mtime): no program can
  /// set it back, as those do that copy files with their times. The inode tells apart what was made at one moment and has changed places.
  var signature: String {
    "\(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec) \(status.st_size) \(status.st_ino)"
  }

  /// Whether another change from now on will get another time of change: clocks of files tick a hundred times a second.
  var isSettled: Bool {
    var now = timespec()
    // SAFETY: the call fills the structure it is passed.
    _ = unsafe clock_gettime(CLOCK_REALTIME, &now)
    let age =
      Duration.seconds(now.tv_sec - status.st_ctim.tv_sec)
      + .nanoseconds(now.tv_nsec - status.st_ctim.tv_nsec)
    return age > .milliseconds(20)
  }

  /// Whether a name is that of a link, whatever it leads to.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    // SAFETY: as above.
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether there is a name, also of a link that leads nowhere.
  static func isThere(_ path: String) -> Bool {
    var status = stat()
    // SAFETY: as above.
    return unsafe lstat(path, &status) == 0
  }

  /// The path from the root without links; `nil` where nothing is there.
  static func resolved(_ path: String) -> String? {
    // SAFETY: the call reads a C string and gives one that is ours to free.
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// The same for what is yet to be made: directories that are there are resolved, names below them kept.
  static func resolvedAsFarAsThere(_ path: String) -> String {
    if let resolved = resolved(path) { return resolved }
    let names = path.split(separator: "/")
    guard let name = names.last else { return path }
    let parent = (path.hasPrefix("/") ? "/" : "") + names.dropLast().joined(separator: "/")
    return resolvedAsFarAsThere(parent.isEmpty ? "." : parent) + "/" + name
  }
}
