import FTSQuery

/// Counts in how many places of a text some words stand near each other.
///
/// A *match* is a stretch of the text that has all of the words, each as often as the query says it, and at most
/// `slop` others between its first and its last; in their order, where that is asked for. What is counted is the greatest
/// number of matches of which no two overlap. They are found from left to right: as soon as a match ends, the
/// search for the next begins behind it. That finds as many as there can be, since whatever overlaps the match that
/// ends first ends later, and leaves no more room behind it.
struct NearCounter: Equatable {
  /// No place: further from any than a match is long.
  private static let none = Int.min / 2

  /// The words, as numbers.
  let words: [Int]
  /// Other words between the first of a match and the last at most.
  let slop: Int
  /// Whether the words have to come in their order.
  let isOrdered: Bool
  /// By word, the one before it whose place it takes over where it occurs: in their order the one next to it, else the
  /// last of the same number; -1 where there is none.
  private let sources: [Int]
  /// By word, since the last match: in their order, the latest place where the words up to it begin, else
  /// the place of its latest occurrence, of the one before that for a word that is said again, and so on.
  private var places: [Int]

  /// - Parameters:
  ///   - words: numbers that tell words apart, in the order of the query; at least one.
  ///   - slop: taken as far as a query may go.
  init(_ words: [Int], slop: Int, isOrdered: Bool) {
    self.words = words
    self.slop = min(max(0, slop), QueryLimits.slop)
    self.isOrdered = isOrdered
    sources = words.indices.map { index in
      isOrdered ? index - 1 : words[..<index].lastIndex(of: words[index]) ?? -1
    }
    places = [Int](repeating: Self.none, count: words.count)
  }

  /// Words of a match at most.
  var width: Int { words.count + slop }

  /// Begins another text.
  mutating func begin() {
    for index in places.indices { places[index] = Self.none }
  }

  /// Takes the next word of the text; one that is not looked for may be left out.
  ///
  /// - Parameter place: greater than that of the word before.
  /// - Returns: where a match begins that ends here and is counted; `nil` where none does.
  mutating func add(_ word: Int, at place: Int) -> Int? {
    // The last first, so that none takes over what this very word has brought.
    for index in words.indices.reversed() where words[index] == word {
      places[index] = sources[index] < 0 ? place : places[sources[index]]
    }
    let first = isOrdered ? places[places.count - 1] : places.min() ?? Self.none
    guard place - first < width else { return nil }
    begin()
    return first
  }
}
