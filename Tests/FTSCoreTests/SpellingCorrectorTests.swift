import FTSCore
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@Suite struct SpellingCorrectorTests {
  private let directory: TemporaryDirectory
  private let reader: IndexReader

  init() throws {
    directory = try TemporaryDirectory()
    var documents = (0..<150).map { Document(id: "d\($0)", body: "Meditation on humanism number\($0)") }
    documents += (0..<9).map { Document(id: "m\($0)", body: "mediation for humanists in 2013") }
    documents += [
      Document(id: "typo", body: "humanizm of café"), Document(id: "jonze", body: "Jonze"),
      Document(id: "jones", body: "Jones"),
    ]
    // Two segments.
    for part in [documents[..<100], documents[100...]] {
      try IndexWriter.write(part, to: directory.file("index"), analyzer: "english")
    }
    reader = try IndexReader(path: directory.file("index"))
  }

  private func suggestion(_ text: String, _ options: SearchOptions = SearchOptions()) throws -> String? {
    try reader.search(try QueryParser.parse(text), options: options).suggestion?.corrected(text)
  }

  @Test(arguments: [
    // No document has it: the fewest edits, then the most frequent.
    ("meditaton", "meditation"), ("meditatoin", "meditation"), ("mediatoin", "mediation"),
    ("Humansim", "humanism"),
    ("caef", "cafe"), ("humanismx on", "humanism on"),
    // A few documents have it, and a hundred times as many occurrences are of another.
    ("humanizm", "humanism"), ("jonze", nil), ("Jonez", "jones"),
    // Others find enough.
    ("humanizm meditation", nil), ("meditaton humanism", "meditation humanism"),
    ("+humanizm +meditaton", "+humanism +meditation"),
    // Not to be corrected.
    ("2014", nil), ("number500", nil), ("ob", nil), ("meditation -humanizn", nil), ("xyzzyxyzzy", nil),
    ("meditatoin*", nil), ("author:Jonez", nil), ("meditation", nil),
    // The rest stays as it is.
    ("  title:Meditaton^2   OR \"on humansim\"~3", "  title:meditation^2   OR \"on humanism\"~3"),
    ("2 of (meditaton (humansim a) b)", "2 of (meditation (humanism a) b)"),
    ("meditaton, meditaton!", "meditation, meditation!"),
  ])
  func whatIsMissingIsReplaced(text: String, expected: String?) throws {
    #expect(try suggestion(text) == expected)
    var options = SearchOptions()
    options.isExhaustive = true
    #expect(try suggestion(text, options) == expected)
  }

  @Test func theSuggestedQueryIsTheTextRead() throws {
    for text in ["meditaton", "+meditaton \"on humansim\" -x", "2 of (meditaton a^2 humansim)"] {
      let suggestion = try #require(
        try reader.search(try QueryParser.parse(text)).suggestion)
      let corrected = try #require(suggestion.corrected(text))
      #expect(try QueryParser.parse(corrected) == suggestion.query)
    }
  }

  @Test func aQueryThatWasNotReadHasNoTextToCorrect() throws {
    let suggestion = try #require(try reader.search(.word("meditaton")).suggestion)
    #expect(suggestion.query == .word("meditation") && suggestion.corrected("meditaton") == nil)
    #expect(suggestion.corrections.map(\.replacement) == ["meditation"])
  }

  @Test func atMostFiveWordsAreLookedAt() throws {
    let text = (0..<8).map { _ in "meditaton" }.joined(separator: " humanism ")
    #expect(try reader.search(try QueryParser.parse(text)).suggestion?.corrections.count == 5)
  }
}
