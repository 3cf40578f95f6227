import FTSDocument
import Testing

@testable import FTSCorpus

@Suite struct HackerNewsTests {
  private let address = "https://news.ycombinator.com/item?id="

  @Test func storiesAreReviewsAndCommentsFollowTheirParents() throws {
    let all = events(try Samples.bytes("hackernews.jsonl"), as: .hackernews)
    #expect(
      all.documents[0]
        == Document(
          id: "hn/100", kind: .review, title: "A search engine in one file", author: "pg2",
          date: Timestamp("2006-10-09T18:21:51Z"), url: address + "100",
          attributes: [
            Attribute("score", .number(57)), Attribute("link", .string("https://search.example/one-file")),
          ]))
    #expect(
      all.documents[1]
        == Document(
          id: "hn/101", kind: .comment, parent: "hn/100", author: "reader",
          date: Timestamp("2006-10-09T18:23:20Z"), url: address + "101",
          body: "It's small.\n\n> one file\n\nReally one? search.example"))
    #expect(all.documents.map(\.parent) == [nil, "hn/100", "hn/101", "hn/100", "hn/102", nil, "hn/110", nil])
    #expect(all.documents[6].kind == .comment)
    #expect(all.documents.map { $0.strings("type") } == [[], [], [], [], [], ["poll"], ["pollopt"], ["job"]])
    #expect(all.problems.map(\.description) == ["test:9: no item: id and type are wanted"])
  }

  @Test func whatIsGoneKeepsItsPlaceAndNoWords() throws {
    let all = events(try Samples.bytes("hackernews.jsonl"), as: .hackernews)
    #expect(all.documents[2].strings("removed") == ["deleted"])
    #expect(all.documents[3].strings("removed") == ["removed"])
    #expect(all.documents[3].body.isEmpty && all.documents[3].author == nil)
    #expect(all.documents[4].parent == "hn/102", "the answer to a deleted comment")
  }

  @Test func aStoryWithItsCommentsInsideIsReadWhole() throws {
    let bytes = try Samples.bytes("hackernews-item.json")
    for size in [1, 100, bytes.count] {
      let all = events(bytes, as: .hackernews, pieces: size)
      #expect(all.problems.isEmpty)
      #expect(all.documents.map(\.id) == ["hn/201", "hn/202", "hn/203", "hn/204"])
      #expect(all.documents.map(\.parent) == [nil, "hn/201", "hn/202", "hn/201"])
      #expect(all.documents.dropFirst().allSatisfy { $0.thread == "hn/201" })
      #expect(all.documents[1].body == "One brace: }")
      #expect(all.documents[0].date == Timestamp("2021-05-01T10:00:00Z"))
    }
  }

  @Test func ofACutOffStoryTheWholeCommentsAreRead() throws {
    let bytes = try Samples.bytes("hackernews-item.json")
    let cut = try #require(ByteSearch.firstIndex(of: "Beside it", in: bytes, from: 0))
    let all = events(Array(bytes[..<cut]), as: .hackernews)
    #expect(all.documents.map(\.id) == ["hn/202", "hn/203"])
    #expect(all.documents.map(\.parent) == ["hn/201", "hn/202"])
    #expect(all.problems.map(\.location) == [.line(1)])
  }

  @Test func ofADamagedStoryEveryOtherCommentIsRead() throws {
    let text = String(decoding: try Samples.bytes("hackernews-item.json"), as: UTF8.self)
    let damaged = text.replacing(#""id": 203,"#, with: #""id": 2o3,"#)
    let all = events(damaged, as: .hackernews)
    #expect(all.documents.map(\.id) == ["hn/204"])
    #expect(all.problems.map(\.location) == [.line(12), .line(12), .line(12)])
  }

  @Test func arraysAndObjectsOneAfterTheOtherAreRead() {
    let item = { (id: Int) in #"{"id":\#(id),"type":"story","by":"a","time":1,"title":"t"}"# }
    for text in [
      "[\(item(1)),\(item(2))]", "[\n\(item(1)),\n\(item(2))\n]\n", "\(item(1)) \(item(2))",
      "\(item(1))\n\(item(2))\n", "\n\n\(item(1))\n\n\(item(2))",
    ] {
      let all = events(text, as: .hackernews)
      #expect(all.documents.map(\.id) == ["hn/1", "hn/2"], "\(text)")
      #expect(all.problems.isEmpty)
    }
  }

  @Test func whatFollowsAnObjectThatIsNeverClosedIsRead() {
    let all = events(
      "[\n{\"id\":1,\"type\":\"job\",\"by\":\"a\n{\"id\":2,\"type\":\"job\"},\n{\"id\":3,\"type\":\"job\"}\n]",
      as: .hackernews)
    #expect(all.documents.map(\.id) == ["hn/2", "hn/3"])
    #expect(all.problems.map(\.location) == [.line(2)])
  }

  @Test func hitsOfTheSearchAreRead() {
    let all = events(
      #"{"objectID":"42","_tags":["comment","author_alice"],"author":"alice","comment_text":"A reply.","#
        + #""story_title":"Parent","story_id":10,"parent_id":11,"created_at_i":123,"children":[43]}"#,
      as: .hackernews)
    #expect(
      all.documents == [
        Document(
          id: "hn/42", kind: .comment, parent: "hn/11", thread: "hn/10", author: "alice",
          date: Timestamp(seconds: 123), url: address + "42", body: "A reply.")
      ])
  }

  @Test func answersMayGoDeep() {
    let open = (1...100).map { #"{"id":\#($0),"type":"comment","children":["# }.joined()
    let text = open + String(repeating: "]}", count: 100)
    #expect(events(text, as: .hackernews).documents.count == 100)
    let bomb = String(repeating: #"{"a":"#, count: 100_000)
    #expect(events(bomb, as: .hackernews).problems.count == 1)
  }
}
