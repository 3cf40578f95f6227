import FTSProtocol

/// The target of a request (RFC 9112, 3.2), taken apart.
struct Target {
  /// Still percent-encoded.
  let path: Substring
  /// Decoded, in the order given; `+` is a space.
  let parameters: [(name: String, value: String)]

  /// - Throws: `badRequest` for a parameter that is not percent-encoded UTF-8.
  init(_ target: String) throws(Problem) {
    let origin = Self.originForm(target)
    let question = origin.firstIndex(of: "?") ?? origin.endIndex
    path = origin[..<question]
    var parameters: [(name: String, value: String)] = []
    for pair in origin[question...].dropFirst().split(separator: "&") {
      let equals = pair.firstIndex(of: "=") ?? pair.endIndex
      guard let name = PercentEncoding.decode(pair[..<equals].utf8, plusIsSpace: true),
        let value = PercentEncoding.decode(pair[equals...].dropFirst().utf8, plusIsSpace: true)
      else { throw Problem(.badRequest, "the parameter '\(pair)' is not percent-encoded UTF-8") }
      parameters.append((name, value))
    }
    self.parameters = parameters
  }

  /// The target without scheme and host, which a server must accept and which say nothing here.
  private static func originForm(_ target: String) -> Substring {
    let scheme = "http://"
    guard target.hasPrefix(scheme) else { return target[...] }
    let rest = target.dropFirst(scheme.count)
    return rest[(rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex)...]
  }
}
