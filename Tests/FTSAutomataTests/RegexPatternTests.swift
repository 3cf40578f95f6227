import Testing

@testable import FTSAutomata

@Suite struct RegexPatternTests {
  @Test(arguments: [
    ("colou?r", "color", true), ("colou?r", "colours", false), ("^film$", "film", true), ("", "", true),
    ("a|b|", "", true), ("[]a]+", "]a", true), ("[^]]", "]", false), ("[a-]", "-", true), ("\\.", ".", true),
    ("\\.", "x", false), ("[A-C]", "b", true), ("FILM", "film", true), ("É+", "éé", true), (".", "😀", true),
    (".{3}", "映画館", true), ("(a|b){2,3}", "abab", false), ("a{0}", "", true), ("x*?", "xx", true),
    ("[\\]\\-]", "-", true), ("a$b", "a$b", true), ("[^a]", "A", true), ("[^A]", "a", false),
  ])
  func expressions(source: String, text: String, expected: Bool) throws {
    var automaton = Automaton(try RegexPattern(source))
    let found = automaton.matches(text)
    #expect(found == expected)
  }

  @Test(arguments: [
    ("(a", "'(' is not closed", 0), ("é)", "')' closes no group", 2),
    ("a|*", "'*' has nothing before it to repeat", 2),
    ("[a", "'[' is not closed", 0), ("x{", "'{' wants a number: {m}, {m,} or {m,n}", 1),
    ("x{3,2}", "'{' is not of the form {m}, {m,} or {m,n} with m at most n", 1),
    ("\\w", "'\\w' is not known", 0), ("a\\", "'\\' has nothing behind it", 1),
    ("[c-a]", "the range c-a is the wrong way round", 1),
    ("[^\u{0}-\u{10FFFF}]", "the class holds no character", 0),
    ("((a{99}){99}){99}", "the expression is larger than 2000 characters written out", 0),
    (String(repeating: "(", count: 40), "groups nest deeper than 32", 32),
  ])
  func errors(source: String, reason: String, position: Int) {
    let error = #expect(throws: RegexSyntaxError.self) { try RegexPattern(source) }
    #expect(error?.reason == reason)
    #expect(error?.position == position)
  }
}
