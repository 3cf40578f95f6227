/// Words and phrases that mean the same, for searches to look for all of them where a query has one.
///
/// Read from a text, a rule to a line:
///
///     # a comment
///     tv, television, telly          each stands for all of them
///     sci-fi, science fiction        so do phrases
///     nyc => new york city, nyc      the left ones stand for those on the right, and not the other way round
///
/// What is between commas goes through the analyzer of the index, as queries do.
public final class Synonyms: Sendable {
  /// Why a text cannot be read.
  public struct SyntaxError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The line it is in, from 1.
    public var line: Int
    /// What is wrong there.
    public var reason: String

    /// The line and what is wrong there.
    public var description: String { "line \(line): \(reason)" }
  }

  /// Words or phrases, and what is looked for in place of each of them.
  struct Rule {
    var sources: [String]
    var targets: [String]
  }

  let rules: [Rule]

  /// Reads rules.
  public init(_ text: String) throws(SyntaxError) {
    var rules: [Rule] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      do throws(Fault) {
        if let rule = try Self.rule(line) { rules.append(rule) }
      } catch {
        throw SyntaxError(line: index + 1, reason: error.reason)
      }
    }
    self.rules = rules
  }

  private struct Fault: Error { var reason: String }

  private static func rule(_ line: Substring) throws(Fault) -> Rule? {
    let line = trimmed(line)
    if line.isEmpty || line.hasPrefix("#") { return nil }
    let sides = line.split(separator: "=>", omittingEmptySubsequences: false)
    guard sides.count <= 2 else { throw Fault(reason: "there is more than one =>") }
    var phrases: [[String]] = []
    for side in sides {
      let own = side.split(separator: ",", omittingEmptySubsequences: false).map { String(trimmed($0)) }
      guard !own.contains("") else { throw Fault(reason: "there is nothing before or behind a comma or =>") }
      phrases.append(own)
    }
    guard sides.count == 2 || phrases[0].count > 1 else {
      throw Fault(reason: "a word by itself has no synonym; there is neither a comma nor =>")
    }
    return Rule(sources: phrases[0], targets: phrases[phrases.count - 1])
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}

extension Synonyms: Equatable {
  /// Whether they were read at once.
  public static func == (a: Synonyms, b: Synonyms) -> Bool { a === b }
}
