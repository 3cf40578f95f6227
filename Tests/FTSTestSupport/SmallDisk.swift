import Glibc

/// A file system of its own, in memory, as small as is asked for.
public final class SmallDisk: Sendable {
  /// Where it is.
  public let directory: TemporaryDirectory

  /// Whether this process may mount file systems: a container's root may not.
  public static let canMount = geteuid() == 0 && (try? SmallDisk(bytes: 1 << 20)) != nil

  /// Why it could not be mounted.
  public struct NotMounted: Error { let code: Int32 }

  /// Mounts it, of so many bytes.
  public init(bytes: Int) throws {
    directory = try TemporaryDirectory()
    try mount("size=\(bytes)", flags: 0)
  }

  /// Gives it another size, or has it refuse to be written.
  public func remount(bytes: Int, isReadOnly: Bool = false) throws {
    try mount("size=\(bytes)", flags: UInt(MS_REMOUNT) | (isReadOnly ? UInt(MS_RDONLY) : 0))
  }

  /// Gives it so much room as is in use, and a little besides.
  public func remount(leaving bytes: Int) throws {
    var status = statvfs()
    // SAFETY: a plain system call that writes the status in full.
    guard unsafe statvfs(directory.path, &status) == 0 else { throw NotMounted(code: errno) }
    try remount(bytes: Int((status.f_blocks - status.f_bfree) * status.f_frsize) + bytes)
  }

  private func mount(_ options: String, flags: UInt) throws {
    // SAFETY: a plain system call; the strings live for its duration.
    let result = unsafe options.withCString { options in
      unsafe Glibc.mount("tmpfs", directory.path, "tmpfs", flags, options)
    }
    guard result == 0 else { throw NotMounted(code: errno) }
  }

  deinit { _ = unsafe umount2(directory.path, Int32(MNT_DETACH)) }
}
