/// Whose records JSON holds.
enum JSONDialect {
  /// The format of a text that begins with an object, or with an array of objects.
  static func format(of head: [UInt8]) -> SourceFormat {
    guard let start = head.firstIndex(of: UInt8(ascii: "{")) else { return .jsonl }
    if let format = format(of: head, at: start) { return format }
    // A story may hold more comments than are looked at before it says what it is.
    let inner = JSONInnerObjects.ranges(in: head[start...]).first
    return inner.flatMap { format(of: head, at: $0.lowerBound) } == .hackernews ? .hackernews : .jsonl
  }

  private static func format(of head: [UInt8], at start: Int) -> SourceFormat? {
    var scanner = JSONScanner(head, in: start..<head.count)
    let members = scanner.leadingMembers()
    if HackerNewsRecords.isItem(members) { return .hackernews }
    return RedditRecords.isItem(members) ? .reddit : nil
  }
}
