import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct MatchExplanationTests {
  private static let documents = [
    Document(
      id: "r", title: "Her", author: "Liam B", date: Timestamp("2013-05"), rating: 3,
      tags: ["comedy", "food"],
      body: "Love and war, and a soft film of fiction.",
      attributes: [Attribute("votes", .number(12)), Attribute("film", .string("Her"))]),
    Document(id: "c", kind: .comment, parent: "r", body: "Love without peace."),
  ]

  private static let reasons: [(query: String, id: String, lines: [String])] = [
    ("peace", "r", ["peace: does not occur in it"]),
    ("title:love", "r", ["title:love: does not occur in its title, but in its body"]),
    ("title:liam", "r", ["title:liam: does not occur in its title, but in its author's name"]),
    ("body:her", "r", ["body:her: does not occur in its body, but in its title"]),
    ("\"war love\"", "r", ["\"war love\": its words occur in it, but not one after the other"]),
    ("\"love peace\"", "r", ["\"love peace\": peace does not occur in it"]),
    (
      "body:\"peace machines love\"", "r",
      ["body:\"peace machines love\": peace and machines do not occur in its body"]
    ),
    (
      "\"soft fiction\"~1", "r",
      ["\"soft fiction\"~1: its words occur in it, but not with at most 1 others between them"]
    ),
    (
      "\"fiction soft\"~>4", "r",
      [
        "\"fiction soft\"~>4: its words occur in it, but not with at most 4 others between them, in this order"
      ]
    ),
    ("love-peace", "r", ["love-peace: peace does not occur in it"]),
    ("love -war", "r", ["-war: occurs in its body"]),
    ("love -her", "r", ["-her: occurs in its title"]),
    ("love -(war film)", "r", ["-(war film): all of it matches"]),
    ("love -rating:3", "r", ["-rating:3: its rating is 3"]),
    ("love rating:>=4", "r", ["rating:>=4: its rating is 3"]),
    ("love rating:>=4", "c", ["rating:>=4: it has no rating"]),
    ("date:2014", "r", ["date:2014: its date is 2013-05"]),
    ("date:2014", "c", ["date:2014: it has no date"]),
    ("author:ana", "r", ["author:ana: its author is Liam B"]),
    ("author:=liam", "r", ["author:=liam: its author is Liam B"]),
    ("author:ana", "c", ["author:ana: it has no author"]),
    ("tag:drama", "r", ["tag:drama: its tags are comedy, food"]),
    ("tag:drama", "c", ["tag:drama: it has no tags"]),
    ("votes:>20", "r", ["votes:>20: its votes is 12"]),
    ("film:him", "r", ["film:him: its film is Her"]),
    ("film:him", "c", ["film:him: it has no film"]),
    ("has:url", "r", ["has:url: it has no address"]),
    ("love -has:rating", "r", ["-has:rating: its rating is 3"]),
    ("is:comment", "r", ["is:comment: its kind is review"]),
    ("thread:x", "c", ["thread:x: its thread is r"]),
    (
      "+love +peace -war tag:drama", "r",
      ["peace: does not occur in it", "-war: occurs in its body", "tag:drama: its tags are comedy, food"]
    ),
    (
      "peace machines", "r",
      [
        "peace machines: none of its parts matches", "  peace: does not occur in it",
        "  machines: does not occur in it",
      ]
    ),
    (
      "(peace OR machines) AND love", "r",
      [
        "peace machines: none of its parts matches", "  peace: does not occur in it",
        "  machines: does not occur in it",
      ]
    ),
    (
      "2 of (love peace machines)", "r",
      [
        "2 of (love peace machines): 2 of its parts must match, and 1 does", "  peace: does not occur in it",
        "  machines: does not occur in it",
      ]
    ),
    ("in:review(love)", "r", ["in:review(love): it is below no review"]),
    (
      "in:review(rating:>=4)", "c",
      ["in:review(rating:>=4): its review does not match", "  rating:>=4: its rating is 3"]
    ),
    ("love -in:review(love)", "c", ["-in:review(love): its review matches"]),
    ("has:comment(war)", "r", ["has:comment(war): none of its comments matches"]),
    ("love -has:comment(peace)", "r", ["-has:comment(peace): one of its comments matches"]),
    ("reply-to:ana", "c", ["reply-to:ana: it answers Liam B"]),
    ("reply-to:ana", "r", ["reply-to:ana: it answers nothing"]),
    ("peace^3", "r", ["peace: does not occur in it"]),
    ("war -(+love -peace)", "r", ["-(+love -peace): all of it matches"]),
    ("!!!", "r", ["!!!: there is no word in it to look for"]),
    ("!!! peace", "r", ["peace: does not occur in it"]),
    ("love", "r", []),
    ("love machines -peace rating:3", "r", []),
  ]

  private static func lines(_ mismatches: [Mismatch], indent: String = "") -> [String] {
    mismatches.flatMap {
      ["\(indent)\($0.part): \($0.reason)"] + lines($0.parts, indent: indent + "  ")
    }
  }

  @Test(arguments: reasons) func whatKeepsADocumentOutIsSaid(query: String, id: String, lines: [String])
    throws
  {
    let directory = try TemporaryDirectory()
    try IndexWriter.write(Self.documents, to: directory.file("index"))
    let reader = try IndexReader(path: directory.file("index"))
    let explanation = try #require(try reader.explain(try QueryParser.parse(query), id: id))
    #expect(Self.lines(explanation.mismatches) == lines)
    #expect((explanation.rank != nil) == lines.isEmpty)
    #expect(try reader.explain(try QueryParser.parse(query), id: "absent") == nil)
  }

  /// The rank is the place in a search for all that matches, and something is to blame wherever a document does not.
  @Test(arguments: Seeds.all) func everyDocumentHasItsRankOrAReason(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let corpus = RandomCorpus(documentCount: 250, vocabularySize: 60)
    let documents = corpus.makeDocuments(using: &generator)
    let roots = documents.indices.filter { documents[$0].kind == .review }
    let index = try TestIndex()
    try index.add(Array(documents[..<roots[roots.count / 2]]))
    try index.add(Array(documents[roots[roots.count / 2]...]))
    let gone = documents.map(\.id).filter { _ in generator.chance(0.1) }
    try index.delete(gone)
    let reader = try index.reader()
    let queries = RandomQuery(corpus: corpus, documents: documents)
    var options = SearchOptions()
    options.limit = documents.count
    options.makesSnippets = false
    options.explains = true
    for round in 0..<60 {
      let query = queries.nextTree(using: &generator)
      let results = try reader.search(query, options: options)
      let ranks = Dictionary(uniqueKeysWithValues: results.hits.enumerated().map { ($1.document.id, $0 + 1) })
      for document in documents.shuffled(using: &generator).prefix(12) {
        let context: Comment = "seed \(seed), round \(round), \(query), \(document.id)"
        let found = try reader.explain(query, id: document.id)
        guard !gone.contains(document.id) else {
          #expect(found == nil, context)
          continue
        }
        let explanation = try #require(found, context)
        #expect(explanation.total == results.total, context)
        #expect(explanation.rank == ranks[document.id], context)
        #expect(explanation.mismatches.isEmpty == (explanation.rank != nil), context)
        #expect(
          explanation.explanation == explanation.rank.flatMap { results.hits[$0 - 1].explanation }, context)
      }
    }
  }
}
