import FTSProtocol
import FoundationEssentials

/// An answer as it stands in what a daemon has sent (RFC 9112).
struct HTTPAnswer {
  let status: Int
  /// Names in lower case.
  let headers: [String: String]
  /// Of an answer without an end, what has come of it.
  let body: [UInt8]

  /// Takes a connection's answers apart, without those that only say that a body may come.
  ///
  /// - Returns: `nil` for what is no HTTP.
  static func read(_ bytes: [UInt8]) -> [HTTPAnswer]? {
    var answers: [HTTPAnswer] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let (status, headers) = head(&rest) else { return nil }
      if status == 100 { continue }
      var body: ArraySlice<UInt8> = []
      if let length = headers["content-length"].flatMap({ Int($0) }) {
        // To HEAD there is none: the next answer begins at once, and no body begins as one does.
        if !rest.isEmpty, !rest.starts(with: start) {
          guard rest.count >= length else { return nil }
          body = rest.prefix(length)
          rest = rest.dropFirst(length)
        }
      } else {
        (body, rest) = (rest, [])
      }
      answers.append(HTTPAnswer(status: status, headers: headers, body: Array(body)))
    }
    return answers
  }

  /// Whether the last answer that has begun is one without an end.
  static func endsWithStream(_ bytes: [UInt8]) -> Bool {
    guard let answer = read(bytes)?.last else { return false }
    return answer.headers["content-length"] == nil
  }

  private static let start = Array("HTTP/1.".utf8)

  private static func head(_ rest: inout ArraySlice<UInt8>) -> (status: Int, headers: [String: String])? {
    guard let first = line(&rest), first.hasPrefix("HTTP/1.1 ") || first.hasPrefix("HTTP/1.0 "),
      let status = Int(first.dropFirst(9).prefix(3)), first.dropFirst(12).first == " "
    else { return nil }
    var headers: [String: String] = [:]
    while let line = line(&rest) {
      if line.isEmpty { return (status, headers) }
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      guard headers.updateValue(String(value), forKey: line[..<colon].lowercased()) == nil else { return nil }
    }
    return nil
  }

  private static func line(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard let end = rest.firstRange(of: [0x0D, 0x0A]) else { return nil }
    defer { rest = rest[end.upperBound...] }
    let line = rest[..<end.lowerBound]
    return line.allSatisfy { $0 >= 0x20 } ? String(validating: line, as: UTF8.self) : nil
  }

  /// What does not change from one time to the next.
  var summary: String {
    status < 400 ? "\(status)" : "\(status) \(String(decoding: body, as: UTF8.self))"
  }

  /// Whether the body is what the head says.
  var isConsistent: Bool {
    guard !body.isEmpty, headers["content-encoding"] == nil else { return true }
    switch headers["content-type"] {
    case "application/json":
      return status == 200 || status == 201 || status == 202 ? isJSON(body[...]) : false
    case "application/problem+json":
      // Not decoded as a problem, whose codes both sides have from one place, but as clients see it.
      struct Told: Decodable { var status: Int, code: String, detail: String }
      guard let told = try? JSONDecoder().decode(Told.self, from: Data(body)) else { return false }
      return told.status == status && Problem.Code(rawValue: told.code) != nil && !told.detail.isEmpty
    case "application/x-ndjson":
      return headers["content-length"] == nil
        || body.split(separator: 0x0A).allSatisfy { isJSON($0) }
    default: return status == 200 && headers["content-type"]?.hasPrefix("text/plain") == true
    }
  }

  private func isJSON(_ bytes: ArraySlice<UInt8>) -> Bool {
    struct Anything: Decodable { init(from decoder: any Decoder) {} }
    return (try? JSONDecoder().decode(Anything.self, from: Data(bytes))) != nil
  }
}
