/// What the name of a file tells of its format.
enum FileName {
  /// The path in small letters, without the endings of compression.
  static func withoutCompression(_ path: String) -> String {
    var name = path.lowercased()
    for suffix in [".gz", ".zst"] where name.hasSuffix(suffix) { name.removeLast(suffix.count) }
    return name
  }
}
