import FTSProtocol
import Glibc

/// The file that holds the token for TCP.
enum TokenFile {
  /// The token: the first line of the file.
  ///
  /// - Throws: Where the file cannot be read, or others than its owner can read it, or it holds no token.
  static func read(_ path: String, origin: String) throws -> BearerToken {
    var status = stat()
    // SAFETY: stat fills the structure that is passed, and the path ends with a zero byte.
    guard unsafe stat(path, &status) == 0 else {
      throw SettingsError("cannot read \(path): \(SystemError(errno))", origin: origin)
    }
    // A credential of systemd has an access list, which shows as a right of the group, and that is root's.
    let others: mode_t = status.st_gid == 0 ? 0o027 : 0o077
    guard status.st_mode & others == 0 else {
      throw SettingsError(
        "others may read \(path); make it its owner's alone: chmod 600 \(path)", origin: origin)
    }
    let text = String(decoding: try Files.read(path), as: UTF8.self)
    return try token(String(text.prefix { !$0.isNewline }), origin: origin)
  }

  /// - Throws: Where that is none.
  static func token(_ text: String, origin: String) throws(SettingsError) -> BearerToken {
    do throws(Problem) { return try BearerToken(text) } catch {
      throw SettingsError(error.detail, origin: origin)
    }
  }
}
