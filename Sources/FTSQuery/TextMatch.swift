public import FTSAutomata

/// How words are found in a text.
///
/// Words and phrases go through the index's analyzer, and so find what has the same stems. Prefixes,
/// wildcards, fuzzy words and regular expressions are held against the forms that people wrote, lower-cased.
public enum TextMatch: Hashable, Sendable {
  /// A word. Where the analyzer makes several terms of it ("sci-fi"), they are looked for as a phrase.
  case word(String)
  /// Words one after the other.
  case phrase(String)
  /// Words near each other: from the first of them to the last there are at most `slop` other words.
  /// They may come in any order unless it is said to be theirs.
  case near(String, slop: Int, isOrdered: Bool)
  /// Words that begin so.
  case prefix(String)
  /// Words of a pattern.
  case wildcard(WildcardPattern)
  /// Words that at most so many edits, 1 or 2, make of this one: inserting, removing or replacing a
  /// character, or exchanging two neighbours.
  case fuzzy(String, distance: Int)
  /// Words that an expression describes as a whole.
  case regex(RegexPattern)

  /// Edits allowed where a query does not say how many: 1, and 2 in words of at least 8 characters.
  public static func distance(for word: String) -> Int { word.unicodeScalars.count < 8 ? 1 : 2 }
}
