import Glibc

/// Which file a path names, links not followed.
struct FileIdentity: Equatable, Sendable {
  private let device: dev_t
  private let inode: ino_t
  let isSocket: Bool

  /// `nil` where there is none.
  init?(path: String) {
    var status = stat()
    // SAFETY: lstat fills the structure that is passed, and the path ends with a zero byte.
    guard unsafe lstat(path, &status) == 0 else { return nil }
    device = status.st_dev
    inode = status.st_ino
    isSocket = status.st_mode & S_IFMT == S_IFSOCK
  }
}
