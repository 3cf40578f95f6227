extension NFA {
  /// Reads every text that at most `distance` edits make of `word`. An edit inserts, removes or replaces
  /// a scalar, or exchanges two neighbours; what was edited is not edited again (the distance called
  /// optimal string alignment, or restricted Damerau-Levenshtein).
  ///
  /// Node (i, e) has read what e edits make of the first i scalars. It takes few states: the automaton
  /// made of it is what Schulz and Mihov's (2002) tables give, found as it is walked.
  mutating func edits(of word: [Unicode.Scalar], distance: Int, next: NodeID) -> NodeID {
    let count = word.count
    // Of one more edit than the row that is made.
    var edited: [NodeID] = []
    for remaining in 0...distance {
      var row = [NodeID](repeating: next, count: count + 1)
      for index in (0...count).reversed() {
        var ways: [NodeID] = index == count ? [next] : []
        if index < count { ways.append(scalar(in: ScalarSet(word[index]), next: row[index + 1])) }
        if remaining > 0 {
          ways.append(scalar(in: .all, next: edited[index]))
          if index < count {
            ways.append(scalar(in: .all, next: edited[index + 1]))
            ways.append(edited[index + 1])
          }
          if index + 1 < count, word[index] != word[index + 1] {
            ways.append(literal([word[index + 1], word[index]], next: edited[index + 2]))
          }
        }
        row[index] = split(ways)
      }
      edited = row
    }
    return edited[0]
  }
}
