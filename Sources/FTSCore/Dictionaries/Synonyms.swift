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
  /// Words or phrases, and what is looked for in place of each of them.
  struct Rule {
    var sources: [String]
    var targets: [String]
  }

  let rules: [Rule]

  /// Reads rules.
  ///
  /// - Parameter file: what errors call it.
  public init(_ text: String, file: String = "synonyms") throws(DictionarySyntaxError) {
    var rules: [Rule] = []
    for line in DictionaryLine.lines(of: text) {
      do throws(Fault) { rules.append(try Self.rule(line.text)) } catch {
        throw DictionarySyntaxError(file: file, line: line.number, reason: error.reason)
      }
    }
    self.rules = rules
  }

  private struct Fault: Error { var reason: String }

  private static func rule(_ line: Substring) throws(Fault) -> Rule {
    let sides = line.split(separator: "=>", omittingEmptySubsequences: false)
    guard sides.count <= 2 else { throw Fault(reason: "there is more than one =>") }
    var phrases: [[String]] = []
    for side in sides {
      let own = side.split(separator: ",", omittingEmptySubsequences: false).map {
        String(DictionaryLine.trimmed($0))
      }
      guard !own.contains("") else { throw Fault(reason: "there is nothing before or behind a comma or =>") }
      phrases.append(own)
    }
    guard sides.count == 2 || phrases[0].count > 1 else {
      throw Fault(reason: "a word by itself has no synonym; there is neither a comma nor =>")
    }
    return Rule(sources: phrases[0], targets: phrases[phrases.count - 1])
  }
}

extension Synonyms: Equatable {
  /// Whether they were read at once.
  public static func == (a: Synonyms, b: Synonyms) -> Bool { a === b }
}
