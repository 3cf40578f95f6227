import FTSDocument
import Testing

@testable import FTSCorpus

@Suite struct PageTests {
  private func documents(_ text: String) -> [Document] { events(text, as: .page).documents }

  @Test(arguments: [
    ("Her (Spike Jonze, 2013)", "Her", ["Spike Jonze"], 2013),
    ("Her (2013)", "Her", [], 2013),
    ("True Grit (Joel & Ethan Coen, 2010)", "True Grit", ["Joel & Ethan Coen"], 2010),
    ("Film (A B, C D, 1999)", "Film", ["A B", "C D"], 1999),
    ("(500) Days of Summer (Marc Webb, 2009)", "(500) Days of Summer", ["Marc Webb"], 2009),
    ("Birdman (or (The) …) (A. G. Iñárritu, 2014)", "Birdman (or (The) …)", ["A. G. Iñárritu"], 2014),
    ("Her (Spike Jonze,\u{A0}2013)", "Her", ["Spike Jonze"], 2013),
  ])
  func theTitleNamesFilmDirectorAndYear(line: String, film: String, directors: [String], year: Int) throws {
    let review = try #require(documents(line + "\n\nText.").first)
    #expect(review.title == line.split(separator: "\u{A0}").joined(separator: " "))
    #expect(review.strings("film") == [film])
    #expect(review.strings("director") == directors)
    #expect(review.attribute("year") == .number(Double(year)))
  }

  @Test(arguments: [
    "Thoughts", "A list (part two)", "(2013)", "Her (Spike Jonze, 13)", "Her 2013)", "Her ()",
  ])
  func anotherTitleIsKeptWithoutAttributes(line: String) throws {
    let review = try #require(documents(line + "\n\nText.").first)
    #expect(review.title == line)
    #expect(review.attributes.isEmpty)
    #expect(review.body == "Text.")
  }

  @Test func theIDIsMadeOfTheTitle() {
    let ids = ["Her (Spike Jonze, 2013)", "Amélie — Ocean’s “11”", "!!!"].map { documents($0)[0].id }
    #expect(ids == ["her-spike-jonze-2013", "amélie-oceans-11", "test"])
    let long = documents(String(repeating: "é", count: 149))[0]
    #expect(long.id.utf8.count <= Slug.maximumBytes)
  }

  @Test func paragraphsAreJoinedByABlankLine() {
    let review = documents("T\n\n\nOne\n two\r\n\n \nThree\n\n")[0]
    #expect(review.body == "One\ntwo\n\nThree")
  }

  @Test(arguments: [
    "3 comments on “T”", "1 comment on \"T\"", "One comment on ‘T’", "3 thoughts on “T (2013)",
    "2 Responses to T",
    "12 replies to “T”", "One thought on “T – U”", "1,024 comments on “T”", "3 Comments",
  ])
  func aHeadingBeginsTheComments(heading: String) {
    let all = documents("T\n\nBody.\n\n\(heading)\n\n  1. anna says:\n\n    Yes.\n")
    #expect(all.map(\.body) == ["Body.", "Yes."])
    #expect(all.map(\.kind) == [.review, .comment])
    #expect(all.map(\.author) == [nil, "anna"])
  }

  @Test(arguments: ["Two thoughts on the ending:", "3 comments on politics are two too many.", "1 comment"])
  func textThatResemblesAHeadingIsNoticedOnlyWhereItIsOne(line: String) {
    let all = documents("T\n\n\(line)\n\nMore.")
    #expect(all.count == 1)
    #expect(all[0].body == (line == "1 comment" ? "" : "\(line)\n\nMore."))
  }

  @Test(arguments: [
    "Leave a reply", "Leave a Comment", "No comments", "No comments yet", "Leave a Reply Cancel reply",
  ])
  func whatFollowsTheFormIsNotText(line: String) {
    let all = documents("T\n\nBody.\n\n\(line)\n\nYour email address will not be published.")
    #expect(all.map(\.body) == ["Body."])
  }

  @Test func indentationMakesReplies() {
    let all = documents(
      """
      T

      5 comments on “T”

        1. a says:
           One.

            1. b says:
               Reply.

                1. c says:
                   Reply to the reply.

            2. d says:
               Second reply.

        2. e says:
           Two.
      """)
    #expect(all.map(\.id) == ["t", "t#c1", "t#c1.1", "t#c1.1.1", "t#c1.2", "t#c2"])
    #expect(all.map(\.parent) == [nil, "t", "t#c1", "t#c1.1", "t#c1", "t"])
    #expect(all.dropFirst().allSatisfy { $0.thread == "t" && $0.title == nil && $0.kind == .comment })
    #expect(all.map(\.body) == ["", "One.", "Reply.", "Reply to the reply.", "Second reply.", "Two."])
  }

  @Test func numbersOfMoreDigitsAreNoReplies() {
    for item in [" 9. a says:\n x\n10. b says:\n y", "9. a says:\n x\n10. b says:\n y"] {
      let all = documents("T\n\n10 comments\n\n\(item)")
      #expect(all.map(\.parent) == [nil, "t", "t"])
      #expect(all.map(\.id) == ["t", "t#c9", "t#c10"])
    }
  }

  @Test func numberedTextInACommentIsText() {
    let all = documents(
      "T\n\n1 comment on “T”\n\n  1. a says:\n\n    Two points:\n    1. It is long.\n    2. It is good.")
    #expect(all.count == 2)
    #expect(all[1].body == "Two points:\n1. It is long.\n2. It is good.")
  }

  @Test func aListThatStartsAgainGetsOtherIDs() {
    let all = documents("T\n\n2 comments\n\n1. a says:\nx\n1. b says:\ny")
    #expect(all.map(\.id) == ["t", "t#c1", "t#c1-2"])
  }

  @Test(arguments: [
    ("December 30, 2013 at 4:05 pm", "2013-12-30T16:05:00Z"),
    ("30 December 2013 at 16:05", "2013-12-30T16:05:00Z"),
    ("Dec 30, 2013 at 12:05 a.m.", "2013-12-30T00:05:00Z"), ("December 30th, 2013", "2013-12-30"),
    ("2013-12-30", "2013-12-30"), ("2013-12-30 16:05", "2013-12-30T16:05:00Z"),
    ("Feb 29, 2012", "2012-02-29"),
  ])
  func aDateBelowTheNameIsRead(line: String, expected: String) {
    let all = documents("T\n\n1 comment\n\n  1. a says:\n     \(line)\n\n     Text.\n\n     Reply\n")
    #expect(all[1].date?.description == expected)
    #expect(all[1].body == "Text.")
  }

  @Test(arguments: ["December 30", "Feb 30, 2013", "in December 2013 we went", "2013", "May 2, 2013 at noon"])
  func aLineThatIsNoClearDateIsText(line: String) {
    let all = documents("T\n\n1 comment\n\n  1. a says:\n     \(line)")
    #expect(all[1].date == nil)
    #expect(all[1].body == line)
  }

  @Test func pingbacksAreAKindOfTheirOwn() {
    let all = documents("T\n\n2 comments\n\n 1. Pingback: Elsewhere – A Blog\n 2. a says:\n    x")
    #expect(all.map(\.kind.rawValue) == ["review", "pingback", "comment"])
    #expect(all[1].body == "Elsewhere – A Blog")
  }

  @Test func bytesOfWindows1252AreReadAndToldOnce() throws {
    let bytes = Array("Caf".utf8) + [0xE9, 0x0A, 0x0A, 0x93] + Array("quoted é".utf8) + [0x94, 0x20, 0x80]
    let all = events(bytes, as: .page)
    #expect(all.documents.map(\.title) == ["Café"])
    #expect(all.documents.map(\.body) == ["“quoted é” €"])
    #expect(all.problems.map(\.severity) == [.warning])
    #expect(all.problems.first?.reason.contains("byte 3 ") == true)
  }

  @Test func controlCharactersBecomeSpaces() {
    #expect(documents("T\n\na\u{0}b\u{C}c\u{A0}d")[0].body == "a b c d")
  }

  @Test func aBlankFileIsAProblem() {
    #expect(
      events(" \n\n", as: .page) == [
        .problem(SourceProblem(source: "test", reason: "empty", severity: .fileSkipped))
      ])
  }

  @Test func textAmongCommentsThatIsNobodysIsTold() {
    let page = """
      Her

      A film.

      2 comments on “Her”

      1. Bob
         Great

      2. Ann says:
         January 6, 2014 at 3:00 pm
         Other
      """
    let all = events(Array(page.utf8), as: .page)
    #expect(all.documents.map(\.body) == ["A film.", "Other"])
    #expect(
      all.problems.map(\.description) == [
        "test:7: text below the heading of the comments, before the first `1. NAME says:`, is left out"
      ])
    #expect(all.problems.map(\.severity) == [.warning])
  }

  @Test func aPageOver64MegabytesIsSkipped() {
    var parser = WholeFileParser(PageReader(source: "test"))
    var all: [SourceEvent] = []
    let block = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    for _ in 0..<65 { parser.consume(block, into: &all) }
    #expect(parser.isFinished)
    parser.finish(isCut: false, into: &all)
    #expect(all.problems.map(\.reason) == ["page longer than 64 MB"])
  }
}
