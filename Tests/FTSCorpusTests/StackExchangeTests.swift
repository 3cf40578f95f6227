import FTSDocument
import FTSTestSupport
import Testing

@testable import FTSCorpus

@Suite struct StackExchangeTests {
  private let site = "film.stackexchange.com"

  private func sample(_ name: String) -> [SourceEvent] { events([Samples.path("\(site)/\(name)")]) }

  @Test func questionsAreReviewsAndAnswersCommentsOnThem() {
    let all = sample("Posts.xml")
    #expect(all.problems.isEmpty)
    #expect(
      all.documents == [
        Document(
          id: "\(site)/p/1", kind: .review, title: #"Why does "Charulata" end on a frozen picture?"#,
          author: "user8", date: Timestamp("2012-01-03T18:04:11Z"), url: "https://\(site)/q/1",
          tags: ["ending", "satyajit-ray"],
          body: """
            At the end of Charulata the picture freezes before their hands meet. Is that in Tagore's story?

            I read that in a review.
            """,
          attributes: [
            Attribute("score", .number(12)), Attribute("accepted_answer", .string("\(site)/p/3")),
            Attribute("quote", .string("Two hands, and the space between.")),
          ]),
        Document(
          id: "\(site)/p/2", kind: .comment, parent: "\(site)/p/1", thread: "\(site)/p/1", author: "user15",
          date: Timestamp("2012-01-03T20:15:00Z"), url: "https://\(site)/a/2",
          body: #"No, the novella ends with a word: List<Thak>, "let it be"."#,
          attributes: [Attribute("score", .number(3))]),
        Document(
          id: "\(site)/p/3", kind: .comment, parent: "\(site)/p/1", thread: "\(site)/p/1",
          author: "Ranjit & Co.", date: Timestamp("2012-01-04T09:30:41Z"), url: "https://\(site)/a/3",
          body: "Ray said he wanted the marriage neither mended nor broken.",
          attributes: [Attribute("score", .number(-1))]),
        Document(
          id: "\(site)/p/5", kind: .review, title: "Which film has a boat  and an island?", author: "user21",
          date: Timestamp("2024-02-29T23:59:59Z"), url: "https://\(site)/q/5",
          tags: ["identify-this-film", "1960s"], body: "A film with a boat and an island.",
          attributes: [Attribute("score", .number(0))]),
      ])
  }

  @Test func commentsNameTheirPostsAndAreTakenAsTheyAre() {
    let all = sample("Comments.xml")
    #expect(all.documents.map(\.parent) == [1, 2, 5, 5].map { "\(site)/p/\($0)" })
    #expect(
      all.documents.first
        == Document(
          id: "\(site)/p/1#comment-1", kind: .comment, parent: "\(site)/p/1", author: "user15",
          date: Timestamp("2012-01-03T19:00:00Z"), url: "https://\(site)/posts/comments/1",
          body: "See also vector<int> in *The Postmaster* [sic].",
          attributes: [Attribute("score", .number(4))]))
    #expect(all.documents[1].body == "Do you have\na source for that?")
    #expect(all.documents[1].author == "old account")
    #expect(all.problems.map(\.location) == [.line(6)])
    #expect(all.problems.map(\.reason) == [#"row without a number in PostId: "none""#])
  }

  @Test func theSiteIsTheNameOfTheDirectoryIfItIsOneOfTheNetwork() throws {
    let directory = try TemporaryDirectory()
    for (name, base) in [
      ("stackoverflow.com-Posts", "stackoverflow.com"), ("pt.stackoverflow.com", "pt.stackoverflow.com"),
      ("dump.2024", "stackexchange"), ("-Posts", "stackexchange"), ("notstackoverflow.com", "stackexchange"),
    ] {
      let path = try directory.write("\(name)/Posts.xml", try Samples.bytes("\(site)/Posts.xml"))
      let document = try #require(events([path]).documents.first)
      #expect(document.id == "\(base)/p/1")
      #expect(document.url == (base == "stackexchange" ? nil : "https://\(base)/q/1"))
    }
    #expect(StackExchangeSite(path: "-").base == "stackexchange")
  }

  @Test func nothingBeforeACutIsLost() throws {
    let bytes = Array(try Samples.bytes("\(site)/Posts.xml").dropLast(40))
    let all = events(bytes, as: .stackexchange)
    #expect(all.documents.count == 3)
    #expect(
      all.problems == [
        SourceProblem(
          source: "test", location: .line(7), reason: "the XML ends too early", severity: .fileSkipped)
      ])
  }

  @Test func whatBreaksTheXMLIsToldWithItsLine() {
    let all = events(
      "<posts>\n<row Id=\"1\" PostTypeId=\"1\"/>\n<row Id=\"2\" PostTypeId=1/>\n<row Id=\"3\" PostTypeId=\"1\"/></posts>",
      as: .stackexchange)
    #expect(all.documents.map(\.id) == ["stackexchange/p/1"])
    #expect(all.problems.map(\.location) == [.line(3)])
    #expect(all.problems.first?.reason.hasSuffix("what follows was not read") == true)
  }

  @Test func otherTablesOfADumpHoldNoTexts() {
    let all = events("<votes><row Id=\"1\" PostId=\"2\"/></votes>", as: .stackexchange)
    #expect(all.documents.isEmpty)
    #expect(all.problems.map(\.severity) == [.fileSkipped])
    #expect(FormatDetector.format(of: Array("<votes><row Id=\"1\"/></votes>".utf8)) == nil)
    #expect(FormatDetector.format(of: Array("<posts><post/></posts>".utf8)) == nil)
  }
}
