import FTSCore

/// What the search-benchmark-game asks to be done with a query.
struct GameTask: Equatable {
  /// Best documents to find.
  let limit: Int
  /// Whether to count every match.
  let counts: Bool

  /// Reads `COUNT`, `TOP_10`, `TOP_10_COUNT` and the like with any number of at most nine digits;
  /// `nil` for other commands.
  init?(command: some StringProtocol) {
    var words = command.split(separator: "_", omittingEmptySubsequences: false)
    counts = words.last == "COUNT"
    if counts { words.removeLast() }
    if counts, words.isEmpty {
      limit = 0
      return
    }
    guard words.count == 2, words[0] == "TOP", words[1].count <= 9,
      words[1].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let limit = Int(words[1]), limit > 0
    else { return nil }
    self.limit = limit
  }

  var options: SearchOptions {
    var options = SearchOptions()
    options.limit = limit
    options.countsTotal = counts
    options.makesSnippets = false
    return options
  }
}
