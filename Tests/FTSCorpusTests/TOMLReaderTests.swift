import Testing

@testable import FTSCorpus

@Suite struct TOMLReaderTests {
  private func json(_ text: String) throws -> String {
    JSONValue.object(try TOMLReader.members(text)).compactText
  }

  @Test(arguments: [
    ("", "{}"), ("# note\n\na = 1 # one", #"{"a":1}"#), ("a=1\r\nb = -2.5e3\r\n", #"{"a":1,"b":-2.5e3}"#),
    ("a = +1_000\nb = 0x1F\nc = 0o17\nd = 0b11", #"{"a":1000,"b":31,"c":15,"d":3}"#),
    ("a = true\nb = false\nc = inf\nd = -nan", #"{"a":true,"b":false,"c":"inf","d":"-nan"}"#),
    (
      "a = 2014-05-01\nb = 2014-05-01T10:00:00+02:00\nc = 2014-05-01 10:00:00.5Z\nd = 10:00:00",
      #"{"a":"2014-05-01","b":"2014-05-01T10:00:00+02:00","c":"2014-05-01 10:00:00.5Z","d":"10:00:00"}"#
    ),
    (#"a = "b\"\\\t\u00e9\U0001F600""#, #"{"a":"b\"\\\té😀"}"#), (#"a = 'b\n'"#, #"{"a":"b\\n"}"#),
    ("a = \"\"\"\nb\n\"c\" \\\n   d\"\"\"\"", #"{"a":"b\n\"c\" d\""}"#),
    ("a = '''\nb\\\n'c' '''", #"{"a":"b\\\n'c' "}"#),
    ("a.b = 1\na.\"c d\" = 2\n'e.f' = 3", #"{"a":{"b":1,"c d":2},"e.f":3}"#),
    ("[a]\nb = 1\n[a.c]\nd = 2\n[e]", #"{"a":{"b":1,"c":{"d":2}},"e":{}}"#),
    ("[[a]]\nb = 1\n[a.c]\nd = 2\n[[a]]\nb = 3\n[[a.e]]", #"{"a":[{"b":1,"c":{"d":2}},{"b":3,"e":[{}]}]}"#),
    ("a = [ 1, # one\n [\"b\"],\n {c = 1, d.e = 2},\n]", #"{"a":[1,["b"],{"c":1,"d":{"e":2}}]}"#),
    ("a = [ ]\nb = { }", #"{"a":[],"b":{}}"#),
  ])
  func readsWhatTheStandardHas(toml: String, expected: String) throws { #expect(try json(toml) == expected) }

  @Test(arguments: [
    ("a = 1\nb", 2), ("a = 1\na = 2", 2), ("a = \"x", 1), ("a = 1 2", 1), ("\n[ = 1", 2),
    ("a = 2014-05-01Tx", 1), ("a = [1 2]", 1),
    ("a = {b = 1", 1), ("a = \"\\x\"", 1), ("a = 1\n[a]", 2), ("[a]\nb=1\n[[a]]", 3), ("a = yes", 1),
    ("= 1", 1), ("a = \"\\ud800\"", 1),
    ("a = 01", 1),
  ])
  func refusesWhatIsNone(toml: String, line: Int) {
    let failure = #expect(throws: DataSyntax.Failure.self) { try TOMLReader.members(toml) }
    #expect(failure?.line == line)
  }

  @Test func deepNestingIsRefused() {
    for opening in ["[", "{a=", "a."] {
      let text = "x = " + String(repeating: opening, count: 100_000)
      #expect(throws: DataSyntax.Failure.self) { try TOMLReader.members(text) }
      #expect(throws: DataSyntax.Failure.self) {
        try TOMLReader.members(String(repeating: opening, count: 100_000) + "b = 1")
      }
    }
  }

  @Test func linesOfKeysAreTold() throws {
    let document = try TOMLReader.document(
      """
      a = 1
      "b c" = [
        2,
      ]
      d.e = 3

      [f]
      g = 4
      [[h]]
      i = 5
      [[h]]
      i = 6
      [h.j]
      k = 7
      """)
    #expect(
      document.lines == [
        "a": 1, "b c": 2, "d": 5, "d.e": 5, "f": 7, "f.g": 8, "h": 9, "h[0]": 9, "h[0].i": 10, "h[1]": 11,
        "h[1].i": 12, "h[1].j": 13, "h[1].j.k": 14,
      ])
  }
}
