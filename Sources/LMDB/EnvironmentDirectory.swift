import CLMDB
import Glibc

/// The directory of an environment, held open: so it is the same directory even when it is renamed,
/// and its inode number is not given to another while it identifies an environment.
final class EnvironmentDirectory: Sendable {
  /// Device and inode: what tells directories apart whatever path leads to them.
  struct Identity: Hashable {
    let device: UInt
    let inode: UInt

    /// The device as the mount table writes it: major, colon, minor.
    var deviceNumbers: String {
      "\(gnu_dev_major(UInt(device))):\(gnu_dev_minor(UInt(device)))"
    }

    init(_ status: stat) {
      device = UInt(status.st_dev)
      inode = UInt(status.st_ino)
    }
  }

  /// A file system with less room than this, in bytes, counts as full.
  private static let fullBelow = 1 << 20

  let path: String
  let descriptor: Int32
  let identity: Identity

  /// - Throws: `noSuchFile` when there is no such directory, `permissionDenied`.
  init(path: String) throws(LMDBError) {
    // SAFETY: the string lives for the duration of the call.
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw LMDBError(code: errno, operation: "open", path: path) }
    var status = stat()
    // SAFETY: the descriptor is open and `status` is written in full.
    guard unsafe fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw LMDBError(code: code, operation: "fstat", path: path)
    }
    self.path = path
    self.descriptor = descriptor
    identity = Identity(status)
  }

  deinit { close(descriptor) }

  /// Whether `path` leads to this directory now.
  func isAt(_ path: String) -> Bool {
    var status = stat()
    // SAFETY: the string lives for the duration of the call, and `status` is written in full.
    return unsafe stat(path, &status) == 0 && Identity(status) == identity
  }

  /// Device and inode of the data file; nil where there is none.
  var dataFileIdentity: Identity? {
    var status = stat()
    // SAFETY: the string lives for the duration of the call, and `status` is written in full.
    guard unsafe fstatat(descriptor, DataFile.name, &status, 0) == 0 else { return nil }
    return Identity(status)
  }

  /// Removes a data file that was created and not given its first pages, which would be taken for a damaged one.
  func removeUnfinishedDataFile() {
    var status = stat()
    // SAFETY: the strings live for the duration of each call, and `status` is written in full.
    guard unsafe fstatat(descriptor, DataFile.name, &status, 0) == 0,
      status.st_size < 2 * sysconf(Int32(_SC_PAGESIZE))
    else { return }
    unsafe unlinkat(descriptor, DataFile.name, 0)
  }

  /// Throws the error for a code of LMDB or the system unless it is zero.
  func check(_ code: Int32, _ operation: StaticString) throws(LMDBError) {
    guard code != 0 else { return }
    // A write that the file system cut short is EIO to LMDB: a full disk when no room is left.
    if code == EIO, let freeBytes, freeBytes < Self.fullBelow { throw .diskFull(path: path) }
    throw LMDBError(code: code, operation: "\(operation)", path: path)
  }

  /// Bytes that an unprivileged writer can still use on the file system; nil when unknown.
  private var freeBytes: Int? {
    var status = statvfs()
    // SAFETY: the descriptor is open and `status` is written in full.
    guard unsafe fstatvfs(descriptor, &status) == 0 else { return nil }
    return Int(clamping: status.f_bavail.multipliedReportingOverflow(by: status.f_frsize).partialValue)
  }

  /// Checks what must hold before LMDB may open and map the data file.
  ///
  /// - Throws: `networkFileSystem`; `noSuchFile` when there is no data file to read, `diskFull` when
  ///   there is no room to make one; what `DataFile.check` finds.
  func check(_ options: Environment.Options) throws(LMDBError) {
    if !options.allowsNetworkFileSystem, let type = try networkFileSystem() {
      throw .networkFileSystem(path: path, type: type)
    }
    if let file = try DataFile(in: self) {
      try waitForFirstPages(of: file)
      try file.check()
    } else if options.readOnly {
      throw .noSuchFile(path: path + "/" + DataFile.name)
    } else if let freeBytes, freeBytes < Self.fullBelow {
      // Without room for its first pages LMDB would leave a file that is no environment.
      throw .diskFull(path: path)
    }
  }

  /// Another process may be making the environment just now: until LMDB has written its first
  /// pages the file is empty. One that stays so is damaged.
  private func waitForFirstPages(of file: borrowing DataFile) throws(LMDBError) {
    for _ in 0..<20 {
      guard try file.size() == 0 else { return }
      usleep(5_000)
    }
  }

  /// Name of the network file system that the directory lies on; nil when it is a local one.
  private func networkFileSystem() throws(LMDBError) -> String? {
    var status = statfs()
    // SAFETY: the descriptor is open and `status` is written in full.
    guard unsafe fstatfs(descriptor, &status) == 0 else {
      throw LMDBError(code: errno, operation: "fstatfs", path: path)
    }
    let magic = UInt32(truncatingIfNeeded: status.f_type)
    guard magic == NetworkFileSystem.fuseMagic else { return NetworkFileSystem.name(magic: magic) }
    guard let mountInfo = ProcessFile.read("mountinfo"),
      let type = NetworkFileSystem.mountType(device: identity.deviceNumbers, mountInfo: mountInfo)
    else { return nil }
    return NetworkFileSystem.isNetwork(fuseType: type) ? type : nil
  }
}
