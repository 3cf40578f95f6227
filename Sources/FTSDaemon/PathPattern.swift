import FTSProtocol

/// A path, or all paths that begin alike: `/v1/search`, or `/v1/documents/{id}`, in which the name in braces stands for
/// all that is left, `/` included, and for one byte at least.
struct PathPattern: Sendable, Equatable, ExpressibleByStringLiteral {
  /// As it is written.
  let text: String
  /// What stands before the name.
  let prefix: String
  /// The name, where there is one.
  let name: String?

  init(stringLiteral text: String) {
    self.text = text
    let brace = text.firstIndex(of: "{") ?? text.endIndex
    prefix = String(text[..<brace])
    name = brace == text.endIndex ? nil : String(text[brace...].dropFirst().dropLast())
  }

  /// Whether a path, still percent-encoded, is one of those.
  func matches(_ path: Substring) -> Bool {
    if name == nil { return path == prefix }
    return path.hasPrefix(prefix) && path.utf8.count > prefix.utf8.count
  }

  /// What stands in the place of the name in a path that matches, decoded; empty where there is none.
  ///
  /// - Throws: `badRequest` for what is not percent-encoded UTF-8.
  func value(in path: Substring) throws(Problem) -> String {
    guard let name else { return "" }
    guard let value = PercentEncoding.decode(path.utf8.dropFirst(prefix.utf8.count), plusIsSpace: false)
    else {
      throw Problem(.badRequest, "the \(name) is not percent-encoded UTF-8")
    }
    return value
  }
}
