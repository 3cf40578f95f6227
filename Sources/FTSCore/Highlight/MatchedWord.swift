/// A word of a text that a query looks for.
struct MatchedWord {
  /// Where it is, in bytes.
  var range: Range<Int>
  /// How many words come before it.
  var place: Int
  /// The number of its term among those looked for.
  var term: Int
}
