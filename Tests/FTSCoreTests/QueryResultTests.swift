import FTSCore
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

/// What queries find in a small corpus, worked out by hand: precedence, fields, boosts, minimum matches,
/// negation, filters, and nonsense.
@Suite struct QueryResultTests {
  private static let documents = [
    Document(id: "d1", title: "Her", body: "Love and war"),
    Document(id: "c1", kind: .comment, parent: "d1", body: "love without war is peace"),
    Document(id: "c2", kind: .comment, parent: "c1", title: "her voice", body: "peace"),
    Document(id: "d2", title: "War", author: "liam", body: "war war peace"),
    Document(id: "c3", kind: .comment, parent: "d2", body: "a cat and a dog"),
    Document(id: "d3", title: "Cats", body: "cat dog film"),
    Document(id: "c4", kind: .comment, parent: "d3", author: "her", body: "dog film love"),
    Document(id: "d4", body: "her voice is a film voice"),
    Document(id: "d5", kind: Kind(rawValue: "note"), title: "love"),
  ]

  private static let results: [(query: String, ids: String)] = [
    ("love", "d1 c1 d5 c4"),
    ("love war", "d1 c1 d5 c4 d2 c3"),
    ("love AND war", "d1 c1"),
    ("love && war", "d1 c1"),
    ("love OR war", "d1 c1 d5 c4 d2 c3"),
    ("love || peace", "d1 c1 d5 c4 c2 d2"),
    ("+love war", "d1 c1 d5 c4"),
    ("+love +war", "d1 c1"),
    ("love -war", "d5 c4"),
    ("love NOT war", "d5 c4"),
    ("NOT love", "c2 d2 c3 d3 d4"),
    ("NOT NOT love", "d1 c1 d5 c4"),
    ("-love -war", "c2 c3 d3 d4"),
    ("(love)", "d1 c1 d5 c4"),
    ("((love war))", "d1 c1 d5 c4 d2 c3"),
    ("(love OR war) AND peace", "c1 d2"),
    ("love OR war AND peace", "d1 c1 d5 c4 d2"),
    ("(love AND war) OR peace", "d1 c1 c2 d2"),
    ("love AND war AND peace", "c1"),
    ("love AND (war OR dog)", "d1 c1 c4"),
    ("love AND NOT war", "d5 c4"),
    ("love OR NOT war", "d1 c1 d5 c4 c2 c3 d3 d4"),
    ("NOT (love OR war)", "c2 c3 d3 d4"),
    ("NOT (love AND war)", "c2 d2 c3 d3 d4 d5 c4"),
    ("NOT (war NOT peace)", "c1 c2 d2 c3 d3 d4 d5 c4"),
    ("(love OR war) -peace", "d1 d5 c4 c3"),
    ("(love OR war) (cat OR dog)", "d1 c1 d5 c4 d2 c3 d3"),
    ("+(love OR war) +(dog OR peace)", "c1 c4 d2 c3"),
    ("(love OR war) AND (dog OR peace)", "c1 c4 d2 c3"),
    ("love AND war film", "d1 c1"),
    ("(+love +war) film", "d1 c1 d3 d4 c4"),
    ("love AND war OR film", "d1 c1 d3 d4 c4"),
    ("+film love -dog", "d4"),
    ("film -(love OR voice)", "d3"),
    ("-(love OR war) -cat", "c2 d4"),
    ("\"love and war\"", "d1"),
    ("\"war peace\"", "d2"),
    ("\"war war\"", "d2"),
    ("\"her voice\"", "c2 d4"),
    ("\"voice her\"", ""),
    ("\"and\"", "d1 c3"),
    ("\"her voice\" AND film", "d4"),
    ("\"her voice\" OR \"cat dog\"", "c2 d4 d3"),
    ("-\"her voice\" film", "d3 c4"),
    ("+\"her voice\" -film", "c2"),
    ("\"love war\"~1", "d1 c1"),
    ("\"love war\"~0", ""),
    ("\"war love\"~1", "d1 c1"),
    ("\"love war\"~>1", "d1 c1"),
    ("\"war love\"~>1", ""),
    ("\"love peace\"~2", ""),
    ("\"love peace\"~3", "c1"),
    ("\"love peace\"~>3", "c1"),
    ("\"peace love\"~>9", ""),
    ("\"war war\"~0", "d2"),
    ("\"war peace war\"~0", "d2"),
    ("\"war peace war\"~>9", ""),
    ("\"war war peace\"~>0", "d2"),
    ("\"war war war\"~9", ""),
    ("\"a dog a\"~1", ""),
    ("\"a dog a\"~2", "c3"),
    ("\"a a dog\"~>2", "c3"),
    ("\"voice voice\"~2", ""),
    ("\"voice voice\"~3", "d4"),
    ("\"voice her\"~4", "c2 d4"),
    ("title:\"voice her\"~4", "c2"),
    ("body:\"voice her\"~4", "d4"),
    ("body:\"her voice\"~>0", "d4"),
    ("title:\"her love\"~9", ""),
    ("\"film her-voice\"~2", "d4"),
    ("\"film her-voice\"~1", ""),
    ("\"her film voice\"~>2", ""),
    ("\"her film voice\"~>3", "d4"),
    ("love -\"love war\"~1", "d5 c4"),
    ("+\"love war\"~5 peace", "d1 c1"),
    ("\"love war\"~>1^2 dog", "d1 c1 c3 d3 c4"),
    ("2 of (\"love war\"~1 peace film)", "c1"),
    ("\"her\"~4", "d1 c2 d4 c4"),
    ("\"!!! love\"~>2", "d1 c1 d5 c4"),
    ("\"!!!\"~2 love", "d1 c1 d5 c4"),
    ("\"love absent\"~4", ""),
    ("+\"love absent\"~4 love", ""),
    ("title:her", "d1 c2"),
    ("body:her", "d4"),
    ("title:love", "d5"),
    ("body:love", "d1 c1 c4"),
    ("title:war", "d2"),
    ("title:\"her voice\"", "c2"),
    ("body:\"her voice\"", "d4"),
    ("title:voice her", "c2 d1 d4 c4 c1"),
    ("title:(her voice)", "d1 c2"),
    ("title:(her AND voice)", "c2"),
    ("title:(her OR love)", "d1 c2 d5"),
    ("title:(her body:peace)", "d1 c2 c1 d2"),
    ("title:her AND body:love", "d1"),
    ("+title:her -body:love", "c2"),
    ("-title:her her", "d4 c4 c1"),
    ("title:liam", ""),
    ("liam", "d2"),
    ("TITLE:her", "d1 c2"),
    ("title:cat", ""),
    ("title:cats", "d3"),
    ("her^2 voice", "d1 c2 d4 c4 c1"),
    ("her^0", "d1 c2 d4 c4"),
    ("love her^0", "d1 c4"),
    ("(love war)^3", "d1 c1 d5 c4 d2 c3"),
    ("2 of (love war peace)", "d1 c1 d2"),
    ("3 of (love war peace)", "c1"),
    ("1 of (love war)", "d1 c1 d5 c4 d2 c3"),
    ("2 of (love \"her voice\" film)", "d4 c4"),
    ("2 of (title:her love peace)", "d1 c1 c2"),
    ("2 of (love war peace) -without", "d1 d2"),
    ("NOT 2 of (love war peace)", "c2 c3 d3 d4 d5 c4"),
    ("2 of ((love war) (dog film) peace)", "c4 c1 d2 c3"),
    ("9 of (love war)", "d1 c1"),
    ("2 of (!!! love war)", "d1 c1"),
    ("is:review", "d1 d2 d3 d4"),
    ("is:comment love", "c1 c4"),
    ("-is:comment love", "d1 d5"),
    ("is:review OR dog", "d1 d2 d3 d4 c3 c4"),
    ("NOT is:review", "c1 c2 c3 d5 c4"),
    ("thread:d1", "d1 c1 c2"),
    ("thread:d1 peace", "c1 c2"),
    ("thread:d1 -peace", "d1"),
    ("thread:nothing", ""),
    ("is:comment thread:d2", "c3"),
    ("is:nothing", ""),
    ("in:review(love)", "c1 c2"),
    ("in:review(war)", "c1 c2 c3"),
    ("in:review(war) peace", "c1 c2"),
    ("in:review(war -love)", "c3"),
    ("in:review(author:liam)", "c3"),
    ("in:review(is:comment)", ""),
    ("in:review", "c1 c2 c3 c4"),
    ("in:review(peace)", "c3"),
    ("in:review(title:her) OR dog", "c1 c2 c3 d3 c4"),
    ("-in:review(love) peace", "d2"),
    ("NOT in:review", "d1 d2 d3 d4 d5"),
    ("in:review(absent)", ""),
    ("in:review(!!!) love", "d1 c1 d5 c4"),
    ("in:review(\"love and war\")", "c1 c2"),
    ("in:review(has:comment(dog))", "c3 c4"),
    ("in:review(has:comment(dog) -war)", "c4"),
    ("has:comment(love)", "d1 d3"),
    ("has:comment(dog)", "d2 d3"),
    ("has:comment(dog -film)", "d2"),
    ("has:comment(love) war", "d1"),
    ("has:comment", "d1 d2 d3"),
    ("-has:comment is:review", "d4"),
    ("has:comment(is:review)", ""),
    ("has:comment(war peace) OR love", "d1 c1 d5 c4"),
    ("has:comment(+love +war)", "d1"),
    ("has:comment(title:voice)", "d1"),
    ("has:comment(author:her)", "d3"),
    ("has:comment(in:review(cats))", "d3"),
    ("has:comment(NOT love)", "d1 d2"),
    ("reply-to:liam", "c3"),
    ("reply-to:=liam", "c3"),
    ("reply-to:=lia", ""),
    ("reply-to:nobody", ""),
    ("reply-to:liam cat", "c3"),
    ("reply-to:liam peace", ""),
    ("-reply-to:liam is:comment", "c1 c2 c4"),
    ("reply-to:!!! love", "d1 c1 d5 c4"),
    ("has:comment(reply-to:liam)", "d2"),
    ("in:review(reply-to:liam)", ""),
    ("reply-to:her OR reply-to:liam OR cats", "c3 d3 c4"),
    ("has:reply-to", "c1 c2 c3 c4"),
    ("2 of (has:comment(dog) war cat)", "d2 d3 c3"),
    ("is:comment in:review(has:comment(peace)) -peace", ""),
    ("*", "d1 c1 c2 d2 c3 d3 d4 d5 c4"),
    ("* -love", "c2 d2 c3 d3 d4"),
    ("* love", "d1 c1 d5 c4"),
    ("+* love", "d1 c1 c2 d2 c3 d3 d4 d5 c4"),
    ("+is:review love", "d1 d2 d3 d4"),
    ("love is:review is:comment", ""),
    ("(is:review) love", "d1"),
    ("absent", ""),
    ("absent love", "d1 c1 d5 c4"),
    ("+absent love", ""),
    ("love AND absent", ""),
    ("love -absent", "d1 c1 d5 c4"),
    ("NOT absent", "d1 c1 c2 d2 c3 d3 d4 d5 c4"),
    ("!!!", ""),
    ("love !!!", "d1 c1 d5 c4"),
    ("+!!! love", "d1 c1 d5 c4"),
    ("\"\" love", "d1 c1 d5 c4"),
    ("() love", "d1 c1 d5 c4"),
    ("love AND", "d1 c1 d5 c4"),
    ("AND love", "d1 c1 d5 c4"),
    ("(love", "d1 c1 d5 c4"),
    ("love)", "d1 c1 d5 c4"),
    ("\"love and war", "d1"),
    ("LOVE", "d1 c1 d5 c4"),
    ("love-war", ""),
    ("her-voice", "c2 d4"),
    (":) love", "d1 c1 d5 c4"),
    ("lo*", "d1 c1 d5 c4"),
    ("LO*", "d1 c1 d5 c4"),
    ("wa* OR do*", "d1 c1 d2 c3 d3 c4"),
    ("lo* AND wa*", "d1 c1"),
    ("+wa* +pe*", "c1 d2"),
    ("2 of (lo* wa* pe*)", "d1 c1 d2"),
    ("-lo*", "c2 d2 c3 d3 d4"),
    ("lo* is:comment", "c1 c4"),
    ("lo*^0", "d1 c1 d5 c4"),
    ("title:he*", "d1 c2"),
    ("body:he*", "d4"),
    ("title:(ca* OR lo*)", "d3 d5"),
    ("zzz*", ""),
    ("love zzz*", "d1 c1 d5 c4"),
    ("love AND zzz*", ""),
    ("!!!*", ""),
    ("love !!!*", "d1 c1 d5 c4"),
    ("p?ace", "c1 c2 d2"),
    ("ca*s", "d3"),
    ("*at", "c3 d3"),
    ("*a?s", "d3"),
    ("her-vo*", "c2 d4"),
    ("her-v?ice", "c2 d4"),
    ("voice-h*", ""),
    ("a-?at", "c3"),
    ("war~1", "d1 c1 d2 c3"),
    ("lvoe~1", "d1 c1 d5 c4"),
    ("wr~1", "d1 c1 d2"),
    ("humanizm~1", ""),
    ("love AND wra~1", "d1 c1"),
    ("title:hr~1", "d1 c2"),
    ("her-voise~1", "c2 d4"),
    ("/do.|cat/", "c3 d3 c4"),
    ("/[c-d][^x]+/", "c3 d3 c4"),
    ("/ca/", ""),
    ("author:li*", "d2"),
    ("author:limm~1", "d2"),
    ("author:/l.*m/ peace", "d2"),
    ("author:h?r love", "c4"),
    ("author:!!!* love", "d1 c1 d5 c4"),
  ]

  private let directory: TemporaryDirectory
  private let reader: IndexReader

  init() throws {
    directory = try TemporaryDirectory()
    // Two segments, between two threads.
    for part in [Self.documents[..<5], Self.documents[5...]] {
      try IndexWriter.write(part, to: directory.file("index"), analyzer: "simple")
    }
    reader = try IndexReader(path: directory.file("index"))
  }

  private func hits(_ text: String, requiresAll: Bool = false) throws -> [Hit] {
    var parsing = QueryParser.Options()
    parsing.requiresAll = requiresAll
    let query = try QueryParser.parse(text, parsing)
    var options = SearchOptions()
    let found = try reader.search(query, options: options)
    #expect(found.total == found.hits.count)
    options.isExhaustive = true
    #expect(try reader.search(query, options: options) == found)
    return found.hits
  }

  private func ids(_ text: String, requiresAll: Bool = false) throws -> [String] {
    try hits(text, requiresAll: requiresAll).map(\.document.id)
  }

  private static func set(_ ids: String) -> Set<String> { Set(ids.split(separator: " ").map(String.init)) }

  @Test(arguments: results) func aQueryFindsWhatItSays(query: String, expected: String) throws {
    #expect(try Set(ids(query)) == Self.set(expected))
  }

  @Test(arguments: [
    ("love war", "d1 c1"), ("love war OR peace", "d1 c1"), ("love -war", "d5 c4"),
    ("(love OR war) peace", "c1 d2"), ("title:her peace", "c2"), ("is:comment dog film", "c4"),
    ("\"her voice\" film", "d4"), ("2 of (love war peace) and", "d1"),
  ])
  func everyClauseIsRequiredOnRequest(query: String, expected: String) throws {
    #expect(try Set(ids(query, requiresAll: true)) == Self.set(expected))
  }

  @Test func whatScoresNothingComesInOrder() throws {
    #expect(try ids("*") == Self.documents.map(\.id))
    #expect(try ids("her^0") == ["d1", "c2", "c4", "d4"])
    #expect(try hits("is:review -war").allSatisfy { $0.score == 0 })
    #expect(try ids("+is:review cats") == ["d3", "d1", "d2", "d4"])
  }

  @Test func boostsMultiplyScores() throws {
    func scores(_ text: String) throws -> [String: Float] {
      try Dictionary(uniqueKeysWithValues: hits(text).map { ($0.document.id, $0.score) })
    }
    let plain = try scores("love")
    for (text, factor) in [("love^2", 2), ("love love", 2), ("(love^2)^3", 6), ("(love love^0.5)^2", 3)] {
      for (id, score) in try scores(text) {
        let expected = Float(factor) * (plain[id] ?? 0)
        #expect(abs(score - expected) <= 1e-5 * expected, "\(text), \(id)")
      }
    }
    #expect(try ids("war^0.1 cat").first == "c3" && ids("war^9 cat").first == "d2")
  }

  /// A clause in a group that does not match adds nothing, though it occurs.
  @Test func aGroupThatDoesNotMatchAddsNothing() throws {
    func score(_ text: String, _ id: String) throws -> Float? {
      try hits(text).first { $0.document.id == id }?.score
    }
    #expect(try score("love (+war +dog)", "d1") == score("love (+absent +dog)", "d1"))
    #expect(try score("love (war -and)", "d1") == score("love (absent -and)", "d1"))
    let both = try #require(try score("love (+war +and)", "d1"))
    let one = try #require(try score("love (+war +dog)", "d1"))
    #expect(both > one)
  }

  @Test func anExplanationHasWhatCounts() throws {
    var options = SearchOptions()
    options.explains = true
    let query = try QueryParser.parse(
      "title:her^2 love (+war +dog) (+war +and) is:review 2 of (love film and)")
    let hit = try #require(try reader.search(query, options: options).hits.first)
    let explanation = try #require(hit.explanation)
    #expect(hit.document.id == "d1" && explanation.score == hit.score)
    #expect(
      explanation.contributions.map(\.clause) == ["title:her (2 times)", "love", "war", "and", "love", "and"])
    #expect(
      explanation.contributions[0].titleFrequency == 1 && explanation.contributions[0].bodyFrequency == 0)
  }

  @Test func anExplanationTellsWhatAPatternCameTo() throws {
    var options = SearchOptions()
    options.explains = true
    let found = try reader.search(try QueryParser.parse("c?ts cat~1"), options: options)
    let parts = try #require(found.hits.first { $0.document.id == "d3" }?.explanation?.contributions)
    #expect(parts.map(\.clause) == ["c?ts", "cat (0.5 times)", "cat~1 (0.5 times)"])
    #expect(parts.map(\.forms) == [1, nil, 2] && parts.map(\.terms) == [1, nil, 2])
    #expect(parts.map(\.bodyFrequency) == [0, 1, 1] && parts.map(\.titleFrequency) == [1, 0, 1])
    #expect(parts.map(\.documentFrequency) == [1, 2, 2])
  }

  /// Of documents that are alike, the one with the word as it is typed comes first.
  @Test func whatWasTypedComesBeforeItsVariants() throws {
    let other = try TemporaryDirectory()
    // The word is frequent, its variants are rare.
    let documents = (0..<20).map { Document(id: "f\($0)", body: "film of \($0)") }
    let variants = ["filn", "firm", "fill"].map { Document(id: $0, body: "\($0) of all") }
    try IndexWriter.write(documents + variants, to: other.file("index"), analyzer: "simple")
    var options = SearchOptions()
    options.limit = 30
    let found = try IndexReader(path: other.file("index")).search(
      try QueryParser.parse("film~1"), options: options)
    #expect(found.total == 23)
    #expect(
      found.hits.prefix(20).allSatisfy { $0.document.id.hasPrefix("f") && $0.document.body.contains("film") })
    #expect(Set(found.hits.suffix(3).map(\.document.id)) == ["filn", "firm", "fill"])
  }

  @Test func whatMatchesIsMarked() throws {
    func marked(_ text: String, _ id: String) throws -> [String] {
      let snippet = try #require(try hits(text).first { $0.document.id == id }?.snippet)
      return snippet.highlights.map { String(decoding: Array(snippet.text.utf8)[$0], as: UTF8.self) }
    }
    #expect(try marked("(love OR dog) AND (war -peace)", "d1") == ["Love", "war"])
    #expect(try marked("+and^0 -(dog -love)", "d1") == ["Love", "and"])
    #expect(try marked("title:her and", "d1") == ["and"])
    #expect(try marked("w* p?ace", "c1") == ["without", "war", "peace"])
    #expect(try marked("lov~1 -zzz*", "c1") == ["love"])
  }
}
