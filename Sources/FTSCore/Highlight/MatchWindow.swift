/// The matches of a text that tell best why it was found: those of the window with the distinct terms that are worth
/// most together; of several, the one in which these stand closest; of these, the one with the most matches; and then
/// the first.
struct MatchWindow {
  /// From the first of the terms to the last of them, in bytes; `nil` where nothing matches.
  private(set) var range: Range<Int>?

  private struct Rank {
    var worth = 0
    var distance = 0
    var count = 0

    func isBetter(than other: Rank) -> Bool {
      (worth, -distance, count) > (other.worth, -other.distance, other.count)
    }
  }

  /// - Parameters:
  ///   - matches: ascending.
  ///   - worths: by term.
  ///   - size: bytes of a window at most; a single word may be longer.
  init(_ matches: [MatchedWord], _ worths: [Int], size: Int) {
    var counts = [Int](repeating: 0, count: worths.count)
    var worth = 0
    var best = Rank()
    var first = 0
    // Behind the last match that a window from `first` on can have.
    var end = 0
    for last in matches.indices {
      if counts[matches[last].term] == 0 { worth += worths[matches[last].term] }
      counts[matches[last].term] += 1
      // Without what is too far away, and from the front what comes again.
      while first < last,
        matches[last].range.upperBound - matches[first].range.lowerBound > size
          || counts[matches[first].term] > 1
      {
        counts[matches[first].term] -= 1
        if counts[matches[first].term] == 0 { worth -= worths[matches[first].term] }
        first += 1
      }
      while end < matches.count, matches[end].range.upperBound - matches[first].range.lowerBound <= size {
        end += 1
      }
      let rank = Rank(
        worth: worth, distance: matches[last].place - matches[first].place, count: max(end, last + 1) - first)
      guard rank.isBetter(than: best) else { continue }
      best = rank
      range = matches[first].range.lowerBound..<matches[last].range.upperBound
    }
  }
}
