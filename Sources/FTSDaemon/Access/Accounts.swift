public import Glibc

/// Users and groups by name.
public enum Accounts {
  /// Bytes for the strings of an entry. A group of thousands of users is longer than any suggestion of the system's.
  private static let entryBytes = 1 << 20

  /// Number of the user of that name, or that number.
  ///
  /// - Throws: `unknownAccount`.
  public static func user(_ name: String) throws(ServerError) -> uid_t {
    if let number = uid_t(name) { return number }
    var entry = unsafe passwd()
    var buffer = [CChar](repeating: 0, count: entryBytes)
    var found: UnsafeMutablePointer<passwd>?
    // SAFETY: the buffer's own count is passed with it; of the entry, only a number is read, and no string.
    let status = unsafe getpwnam_r(name, &entry, &buffer, buffer.count, &found)
    guard unsafe status == 0 && found != nil else { throw .unknownAccount(kind: "user", name: name) }
    return unsafe entry.pw_uid
  }

  /// Number of the group of that name, or that number.
  ///
  /// - Throws: `unknownAccount`.
  public static func group(_ name: String) throws(ServerError) -> gid_t {
    if let number = gid_t(name) { return number }
    var entry = unsafe Glibc.group()
    var buffer = [CChar](repeating: 0, count: entryBytes)
    var found: UnsafeMutablePointer<Glibc.group>?
    // SAFETY: as above.
    let status = unsafe getgrnam_r(name, &entry, &buffer, buffer.count, &found)
    guard unsafe status == 0 && found != nil else { throw .unknownAccount(kind: "group", name: name) }
    return unsafe entry.gr_gid
  }
}
