/// A regular expression over whole words: what takes time or memory without bound elsewhere (references
/// back, look-around) is not in it.
///
///     expression  = [ "^" ] alternative *( "|" alternative ) [ "$" ]
///     alternative = *( atom *quantifier )
///     atom        = "." / class / "(" expression ")" / "\" any-but-ASCII-letter-or-digit / character
///     class       = "[" [ "^" ] 1*( character [ "-" character ] ) "]"
///     quantifier  = "*" / "+" / "?" / "{" m "}" / "{" m ",}" / "{" m "," n "}"
///
/// A match is a match of the whole word; `^` and `$` at the ends say what holds anyway. `.` is any
/// scalar. A letter also stands for its lower case, since dictionaries are in lower case.
public struct RegexPattern: Hashable, Sendable, CustomStringConvertible {
  /// Ranges of scalars that an expression may come to once its repetitions are written out.
  public static let sizeLimit = 2_000
  /// Groups in groups.
  public static let depthLimit = 32

  /// The expression, without slashes around it.
  public let source: String
  let syntax: RegexSyntax

  /// Reads an expression.
  ///
  /// - Throws: where `source` is not of the grammar, or larger than `sizeLimit`.
  public init(_ source: String) throws(RegexSyntaxError) {
    var parser = RegexParser(source)
    syntax = try parser.parse()
    guard syntax.size <= Self.sizeLimit else {
      throw RegexSyntaxError("the expression is larger than \(Self.sizeLimit) characters written out", at: 0)
    }
    self.source = source
  }

  /// Expressions written alike are equal.
  public static func == (a: RegexPattern, b: RegexPattern) -> Bool { a.source == b.source }

  /// Of the source.
  public func hash(into hasher: inout Hasher) { hasher.combine(source) }

  /// The expression.
  public var description: String { source }
}
