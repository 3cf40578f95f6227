import FTSAutomata

/// How large a query may be. A larger one is an error, however forgiving its reader.
public enum QueryLimits {
  /// UTF-8 bytes of a query's text, and of all texts in one that is no text.
  public static let bytes = 8 << 10
  /// Words, phrases and filters.
  public static let clauses = 2_048
  /// Groups in groups: parentheses in a text, nodes with others below them in a tree.
  public static let depth = 32
  /// What a score is multiplied by.
  public static let boost = 1_000.0
  /// Other words between those that are near each other.
  public static let slop = 1_000
  /// Characters of a regular expression once its repetitions are written out.
  public static let regexSize = RegexPattern.sizeLimit
}
