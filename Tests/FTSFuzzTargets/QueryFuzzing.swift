import FTSQuery

/// Any text is a query; it is written as what is read again; strict mode reads what it does not refuse as the other does.
enum QueryFuzzing {
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    var options = QueryParser.Options()
    options.attributes = ["film"]
    guard let query = try? QueryParser.parse(text, options) else {
      // Too many bytes, or clauses, each of which takes at least one, or groups in groups.
      let groups = text.utf8.count { $0 == UInt8(ascii: "(") }
      precondition(
        text.utf8.count >= QueryLimits.clauses || groups > QueryLimits.depth,
        "refused though it is not too large")
      return
    }
    do { try query.validate() } catch { preconditionFailure("not within the limits: \(error)") }
    let description = query.description
    // The text of a tree may be longer than what was typed.
    if description.utf8.count <= QueryLimits.bytes {
      precondition((try? QueryParser.parse(description)) == query, "\(description) is read as something else")
    }
    options.isStrict = true
    if let strict = try? QueryParser.parse(text, options) {
      precondition(strict == query, "strict mode reads something else")
    }
  }
}
