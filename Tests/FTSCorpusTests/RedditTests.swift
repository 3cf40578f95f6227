import FTSDocument
import Testing

@testable import FTSCorpus

@Suite struct RedditTests {
  private let all = events((try? Samples.bytes("reddit.jsonl")) ?? [], as: .reddit)

  @Test func submissionsAreReviews() {
    #expect(
      all.documents.first
        == Document(
          id: "t3_8xwlg", kind: .review, title: "Ozu & the empty rooms", author: "lake_house",
          date: Timestamp("2014-01-01T00:00:00Z"),
          url: "https://www.reddit.com/r/TrueFilm/comments/8xwlg/ozu_the_empty_rooms/", tags: ["Discussion"],
          body: "Nobody is in them, and yet.\n\nSo a friend said.",
          attributes: [
            Attribute("subreddit", .string("TrueFilm")), Attribute("score", .number(57)),
            Attribute("quote", .string("They are not empty.")),
          ]))
    let link = all.documents[5]
    #expect(link.id == "t3_8xwlh", "where there is no name, of id")
    #expect(link.strings("link") == ["https://films.example/interview?a=1&b=2"])
  }

  @Test func commentsNameParentAndSubmission() {
    let comments = all.documents.filter { $0.kind == .comment }
    #expect(comments.map(\.id) == ["t1_c1", "t1_c2", "t1_c3", "t1_c4"])
    #expect(comments.map(\.parent) == ["t3_8xwlg", "t1_c1", "t1_c2", "t3_8xwlg"])
    #expect(comments.allSatisfy { $0.thread == "t3_8xwlg" })
    #expect(comments[0].body == ">!The vase!< is *the* example.", "hidden is not quoted")
    #expect(comments[0].date == Timestamp("2014-01-01T01:00:00Z"), "also where the time is a string")
    #expect(comments[1].url == "https://www.reddit.com/comments/8xwlg/_/c2")
  }

  @Test func whatIsGoneKeepsItsPlaceAndNoWords() {
    let removed = all.documents.filter { $0.attribute("removed") != nil }
    #expect(removed.map(\.id) == ["t1_c2", "t1_c4", "t3_8xwli"])
    #expect(removed.map { $0.strings("removed") } == [["deleted"], ["removed"], ["deleted"]])
    #expect(removed.allSatisfy { $0.body.isEmpty && $0.author == nil })
    #expect(removed[2].title == "Taken back")
    #expect(all.documents[3].author == nil, "an account may be gone and its words not")
    #expect(all.documents[3].body == "I agree with whoever that was.")
  }

  @Test func otherObjectsAreToldWithTheirLines() {
    #expect(
      all.problems.map(\.description) == [
        "test:8: neither a submission, with title, nor a comment, with body and link_id"
      ])
    let long = String(repeating: "x", count: 600)
    let other = events(
      #"{"title":"t","id":7}"# + "\n" + #"{"title":"t","id":"\#(long)"}"# + "\n{", as: .reddit)
    #expect(other.documents.isEmpty)
    #expect(other.problems.map(\.location) == [.line(1), .line(2), .line(3)])
  }

  @Test(arguments: [
    ("a\n> b\n>> c\nd", "a\n\nd", ["b\nc"]), ("> b", "", ["b"]), (">", "", []), ("&amp;gt; a", "&gt; a", []),
    ("a\n\n\n\n&nbsp;\n\nb", "a\n\nb", []), ("1 &lt; 2 &amp;&amp; 3 &gt; 2 & x", "1 < 2 && 3 > 2 & x", []),
    ("> a\n\nb\n\n> c", "b", ["a", "c"]), ("&", "&", []),
  ])
  func quotesAreKeptApartAndEscapesUndone(source: String, body: String, quotes: [String]) {
    let text = RedditText(source)
    #expect(text.body == body)
    #expect(text.quotes == quotes)
  }
}
