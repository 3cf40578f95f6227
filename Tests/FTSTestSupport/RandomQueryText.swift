/// Makes texts of what queries are made of, and of what they are not.
public struct RandomQueryText: Sendable {
  /// Words, signs, and pieces of both.
  public static let pieces = [
    "a", "film", "2", "of", "2 of", "(", ")", "((", "))", "\"", "“", "”", "+", "-", "!", "*", "?", "~", "~1",
    "~>", "^", "^2", "^1e9",
    ":", "=", ">=", "<", "..", "/", "//", "\\", " ", " ", " ", "\t", "\u{A0}", "AND", "OR", "NOT", "&&", "||",
    "title:", "author:=",
    "tag:", "rating:", "date:", "has:", "is:", "in:review", "has:comment", "thread:", "reply-to:", "film:",
    "year:", "in:", "3..5",
    "2013-05", "last-month", "é", "映", "😀", "\u{301}", "\u{200D}", "\u{0}", "\u{FFFD}", "[", "]", "{2}", "|",
    "'", "don't", "http://x.y",
  ]

  /// Pieces of a text at least and at most.
  public var length = 0...24
  /// What stands between them.
  public var separator = ""

  /// A maker of texts.
  public init() {}

  /// One text.
  public func next(using generator: inout some RandomNumberGenerator) -> String {
    (0..<Int.random(in: length, using: &generator)).map { _ in
      Self.pieces.randomElement(using: &generator)!
    }.joined(separator: separator)
  }
}
