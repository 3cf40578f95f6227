import Glibc

/// The site that a dump is of, which its files do not say: the name of their directory does, as in
/// `gaming.stackexchange.com/Posts.xml` or `stackoverflow.com-Posts/Posts.xml`.
struct StackExchangeSite {
  /// The first part of every id.
  let base: String
  /// Where the site is; `nil` where it is not known.
  let address: String?

  /// - Parameter path: of a file of the dump; `-` is the standard input.
  init(path: String) {
    let host = Self.directory(of: path).flatMap(Self.host)
    base = host ?? "stackexchange"
    address = host.map { "https://" + $0 }
  }

  /// Whether a file's name is that of a dump's posts, which answers and comments refer to. Who reads
  /// them first knows all threads; alphabetically Comments.xml would come before.
  static func isNameOfPosts(_ name: some StringProtocol) -> Bool {
    // Names are asked about each time two of them are compared.
    guard let first = name.utf8.first, first | 0x20 == UInt8(ascii: "p") else { return false }
    return FileName.withoutCompression(String(name)) == "posts.xml"
  }

  private static func directory(of path: String) -> Substring? {
    // SAFETY: the call reads a C string, and what it returns is a C string to be freed, or null.
    guard path != "-", let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved).split(separator: "/").dropLast().last
  }

  private static func host(_ directory: Substring) -> String? {
    var name = directory.lowercased()
    // The archives of the largest site have a table each.
    for suffix in ["-posts", "-comments"] where name.hasSuffix(suffix) { name.removeLast(suffix.count) }
    let isHost = name.utf8.allSatisfy { byte in
      byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte)
        || (0x61...0x7A).contains(byte)
    }
    return isHost && domains.contains { name == $0 || name.hasSuffix("." + $0) } ? name : nil
  }

  /// All sites of the network are one of these or below one of them.
  private static let domains = [
    "stackexchange.com", "stackoverflow.com", "serverfault.com", "superuser.com", "askubuntu.com",
    "mathoverflow.net", "stackapps.com",
  ]
}
