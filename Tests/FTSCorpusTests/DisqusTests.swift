import FTSDocument
import Testing

@testable import FTSCorpus

@Suite struct DisqusTests {
  private func sample(includesUnapproved: Bool = false) throws -> [SourceEvent] {
    events(
      try Samples.bytes("disqus.xml"), as: .disqus,
      options: SourceOptions(includesUnapproved: includesUnapproved))
  }

  @Test func threadsAreReviewsAndPostsCommentsBelowThem() throws {
    let all = try sample()
    #expect(
      all.documents[0]
        == Document(
          id: "disqus/1001", kind: .review, title: "Her & him", author: "Editor",
          date: Timestamp("2014-01-20T08:00:00Z"), url: "https://films.example/2013/her",
          attributes: [Attribute("forum", .string("evening-films"))]))
    #expect(
      all.documents[2]
        == Document(
          id: "disqus/1001#comment-21", kind: .comment, parent: "disqus/1001", thread: "disqus/1001",
          author: "tobias_k", date: Timestamp("2014-01-24T19:12:05Z"),
          body: "The letters he writes for others are the best of it.",
          attributes: [Attribute("quote", .string("Beautiful letters."))]))
    let answer = all.documents[4]
    #expect(answer.parent == "disqus/1001#comment-22")
    #expect(answer.author == "anjali", "who has no name has a user name")
  }

  @Test func whatIsGoneKeepsItsPlaceAndNoWords() throws {
    let documents = try sample().documents
    let removed = documents.filter { $0.attribute("removed") != nil }
    #expect(removed.map { $0.strings("removed") } == [["deleted"], ["deleted"], ["spam"], ["unapproved"]])
    #expect(removed.allSatisfy { $0.body.isEmpty && $0.author == nil && $0.date != nil })
    #expect(removed[0].title == "A page that is gone")
    #expect(removed[1].parent == "disqus/1001#comment-21")
    let ids = Set(documents.map(\.id))
    #expect(documents.allSatisfy { $0.parent.map(ids.contains) ?? true }, "every parent is there")
  }

  @Test func whatWaitsForApprovalIsReadWhereThatIsWanted() throws {
    let documents = try sample(includesUnapproved: true).documents
    #expect(documents.last?.body == "Waits to be read.")
    #expect(
      documents.map { $0.strings("removed") }.filter { !$0.isEmpty } == [["deleted"], ["deleted"], ["spam"]])
  }

  @Test func addressesOfPeopleAreNotKept() throws {
    for document in try sample(includesUnapproved: true).documents {
      #expect(!"\(document)".contains("mail.example") && !"\(document)".contains("192.0.2"))
    }
  }

  @Test func aPostWithoutAThreadIsToldWithItsLine() throws {
    let all = try sample()
    #expect(all.problems.map(\.location) == [.line(76)])
    #expect(all.problems.map(\.reason) == ["post 26 without a thread"])
    let nameless = events("<disqus>\n<thread><title>x</title></thread></disqus>", as: .disqus)
    #expect(nameless.problems.map(\.reason) == ["thread without dsq:id"])
  }

  @Test func nothingBeforeACutIsLost() throws {
    let bytes = try Samples.bytes("disqus.xml")
    let cut = try #require(ByteSearch.firstIndex(of: "No, that was", in: bytes, from: 0))
    let all = events(Array(bytes[..<cut]), as: .disqus)
    #expect(all.documents.map(\.id).last == "disqus/1001#comment-22")
    #expect(all.problems.map(\.reason) == ["the XML ends too early"])
  }

  @Test func otherXMLIsToldNotToBeAnExport() {
    let all = events("<posts><post/></posts>", as: .disqus)
    #expect(all.problems.map(\.reason).last == "not a Disqus export: no element disqus in it")
  }
}
