import FTSQuery

/// Any text is a query; it is written as what is read again; strict mode reads what it does not refuse as the other does.
enum QueryFuzzing {
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    var options = QueryParser.Options()
    options.attributes = ["film"]
    let groups = self.groups(text)
    guard let query = try? QueryParser.parse(text, options) else {
      // Too many bytes, or clauses, each of which takes at least one, or groups in groups.
      precondition(
        text.utf8.count >= QueryLimits.clauses || groups > QueryLimits.depth,
        "refused though it is not too large")
      return
    }
    do { try query.validate() } catch {
      // Of one group a tree may have several nodes in each other, for what it joins, negates and weighs.
      precondition(
        text.utf8.count >= QueryLimits.clauses || groups * 5 > QueryLimits.depth,
        "not within the limits: \(error)")
    }
    let description = query.description
    // The text of a tree may be longer than what was typed, and have more groups.
    if description.utf8.count <= QueryLimits.bytes, self.groups(description) <= QueryLimits.depth {
      precondition((try? QueryParser.parse(description)) == query, "\(description) is read as something else")
    }
    options.isStrict = true
    if let strict = try? QueryParser.parse(text, options) {
      precondition(strict == query, "strict mode reads something else")
    }
  }

  private static func groups(_ text: String) -> Int { text.utf8.count { $0 == UInt8(ascii: "(") } }
}
