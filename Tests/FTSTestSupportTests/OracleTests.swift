import FTSQuery
import FTSTestSupport
import Foundation
import Testing

@Suite struct OracleTests {
  /// Three documents; rounded lengths 2·1+3+0 = 5, 0+2+1 = 3 and 0+4+0 = 4, mean 4.
  let oracle = Oracle(
    documents: [
      IndexedDocument(id: "a", title: ["her"], body: ["her", "voice", "alone"]),
      IndexedDocument(id: "b", kind: "comment", body: ["her", "his"], author: ["her"]),
      IndexedDocument(id: "c", body: ["the", "voice", "her", "voice"]),
    ], settings: Self.settings)

  /// A title counts twice.
  private static let settings = {
    var settings = Oracle.Settings()
    settings.titleWeight = 2
    return settings
  }()

  private func query(_ clauses: (Query.Occurrence, Query)...) -> Query {
    Query(clauses: clauses.map { Query.Clause($0.0, $0.1) })
  }

  private func expect(
    _ answer: OracleAnswer, is expected: [(String, Double)], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(answer.hits.map(\.id) == expected.map(\.0), sourceLocation: sourceLocation)
    for (hit, (_, score)) in zip(answer.hits, expected) {
      #expect(abs(hit.score - score) < 1e-6, "\(hit)", sourceLocation: sourceLocation)
    }
  }

  @Test func `idf is that of Lucene`() {
    #expect(abs(oracle.idf(of: "her") - 0.133531393) < 1e-9)  // ln(1 + 0.5/3.5)
    #expect(abs(oracle.idf(of: "voice") - 0.470003629) < 1e-9)  // ln(1 + 1.5/2.5)
    #expect(abs(oracle.idf(of: "absent") - 2.079441542) < 1e-9)  // ln(1 + 3.5/0.5)
    #expect(oracle.averageLength == 4)
  }

  @Test func `a word weighs by field and by length`() {
    // a: x = 3, k1·(0.25 + 0.75·5/4) = 1.425; b: x = 2, 0.975; c: x = 1, 1.2.
    expect(
      oracle.search(query((.should, .word("her")))),
      is: [
        ("a", 0.133531393 * 3 / 4.425), ("b", 0.133531393 * 2 / 2.975), ("c", 0.133531393 / 2.2),
      ])
  }

  @Test func `clauses add up, repeated ones each time`() {
    // c: 0.470003629 · 2/3.2; a: 0.470003629 · 1/2.425.
    let once = oracle.search(query((.should, .word("voice"))))
    expect(once, is: [("c", 0.293752268), ("a", 0.193815930)])
    let twice = oracle.search(query((.should, .word("voice")), (.must, .word("voice"))))
    expect(twice, is: [("c", 0.587504536), ("a", 0.387631859)])
  }

  @Test func `a phrase stands in one field and weighs as its words together`() {
    // Only c has "voice her": the title and the body of a are two fields.
    expect(
      oracle.search(query((.should, .phrase("voice her")))),
      is: [("c", (0.470003629 + 0.133531393) / 2.2)])
    expect(
      oracle.search(query((.should, .phrase("her her")))), is: [])
    expect(
      oracle.search(query((.should, .phrase("voice")))), is: [("c", 0.293752268), ("a", 0.193815930)])
  }

  @Test func `words are near each other in one field, each as often as it is said`() {
    func found(_ words: String, _ slop: Int, isOrdered: Bool = false) -> [String] {
      let query = Query(.text(.near(words, slop: slop, isOrdered: isOrdered), in: nil))
      return oracle.search(query).hits.map(\.id)
    }
    #expect(found("her voice", 0) == ["c", "a"] && found("her voice", 0, isOrdered: true) == ["c", "a"])
    #expect(found("her the", 0) == [] && found("her the", 1) == ["c"])
    #expect(found("her the", 1, isOrdered: true) == [] && found("the her", 1, isOrdered: true) == ["c"])
    #expect(found("her his", 9) == ["b"] && found("her her", 9) == [])
    #expect(found("voice voice", 0) == [] && found("voice voice", 1) == ["c"])
    expect(
      oracle.search(Query(.text(.near("alone her", slop: 1, isOrdered: false), in: .body))),
      is: [("a", (oracle.idf(of: "alone") + 0.133531393) / 2.425)])
  }

  @Test(arguments: [
    ("a b", 0, false, "a b a", 1), ("a b", 0, false, "a b a b", 2), ("a b", 1, false, "a x b a x b", 2),
    ("a b", 1, false, "b a x b", 1), ("a b", 1, true, "b a x b", 1), ("a b", 0, true, "b a", 0),
    ("a a", 0, false, "a a a", 1), ("a a", 0, true, "a a a a", 2), ("a b a", 1, false, "a a x b", 1),
    ("a b a", 1, true, "a a x b", 0), ("a b a", 1, true, "a x b a", 1), ("a b", 0, false, "a x b", 0),
    ("a b c", 2, false, "a x x b c x a b", 1), ("a b c", 2, true, "a a b x c c", 1),
  ])
  func `matches near each other are counted without overlaps`(
    words: String, slop: Int, isOrdered: Bool, text: String, count: Int
  ) {
    let (words, text) = (words.split(separator: " "), text.split(separator: " "))
    #expect(
      Oracle.count(words.map(String.init), near: slop, isOrdered: isOrdered, in: text.map(String.init))
        == count)
  }

  @Test func `occurrences of a phrase may overlap`() {
    let oracle = Oracle(documents: [IndexedDocument(id: "a", body: ["so", "so", "so"])])
    // Two occurrences; idf twice ln(1 + 0.5/1.5); length and mean 3.
    expect(
      oracle.search(query((.should, .phrase("so so")))), is: [("a", 2 * 0.287682072 * 2 / 3.2)])
  }

  @Test func `required and excluded clauses bind`() {
    let must = oracle.search(query((.must, .word("her")), (.should, .word("his"))))
    #expect(Set(must.hits.map(\.id)) == ["a", "b", "c"])
    #expect(must.hits.first?.id == "b")
    let both = oracle.search(query((.must, .word("her")), (.must, .word("the"))))
    #expect(both.hits.map(\.id) == ["c"])
    let not = oracle.search(query((.should, .word("her")), (.mustNot, .phrase("the voice"))))
    #expect(not.hits.map(\.id) == ["a", "b"])
    #expect(oracle.search(query((.must, .word("absent")), (.should, .word("her")))).total == 0)
  }

  @Test func `excluded clauses alone find every other document with score 0`() {
    expect(oracle.search(query((.mustNot, .word("his")))), is: [("a", 0), ("c", 0)])
  }

  @Test func `a kind restricts hits and not statistics`() {
    expect(
      oracle.search(query((.should, .word("her"))), kind: "comment"), is: [("b", 0.133531393 * 2 / 2.975)])
  }

  @Test func `deleted documents count in the statistics and are not found`() {
    let deleted = Oracle(
      documents: oracle.documents.map { document in
        var document = document
        document.isDeleted = document.id == "a"
        return document
      }, settings: Self.settings)
    expect(
      deleted.search(query((.should, .word("her")))),
      is: [("b", 0.133531393 * 2 / 2.975), ("c", 0.133531393 / 2.2)])
  }

  @Test func `equal scores keep index order`() {
    let oracle = Oracle(documents: (0..<50).map { IndexedDocument(id: "\($0)", body: ["same"]) })
    #expect(oracle.search(query((.should, .word("same")))).hits.map(\.index) == Array(0..<50))
  }

  @Test func `without a token the mean length is 1`() {
    #expect(Oracle(documents: [IndexedDocument(id: "a")]).averageLength == 1)
    #expect(Oracle(documents: []).averageLength == 1)
  }

  @Test func `lengths are rounded away from zero at one half`() {
    var settings = Oracle.Settings()
    settings.titleWeight = 1.5
    let oracle = Oracle(documents: [IndexedDocument(id: "a", title: ["x"])], settings: settings)
    #expect(oracle.averageLength == 2)
  }

  /// Values of `SmallFloat.byte4ToInt(SmallFloat.intToByte4(i))` of Lucene, worked out by hand.
  @Test(
    arguments: [
      (0, 0), (23, 23), (24, 24), (39, 39), (40, 40), (41, 40), (42, 42), (55, 54), (56, 56), (57, 56),
      (59, 56), (60, 60), (87, 84), (88, 88), (95, 88), (96, 96), (1000, 984), (100_000, 98_328),
    ])
  func `lengths keep four significant bits above 24`(length: Int, expected: Int) {
    #expect(Oracle.oneByteLength(length) == expected)
  }

  @Test func `an answer tells apart what differs and what may change places`() {
    let answer = OracleAnswer(hits: [
      .init(index: 4, id: "a", score: 2), .init(index: 1, id: "b", score: 1.000001),
      .init(index: 2, id: "c", score: 1), .init(index: 3, id: "d", score: 0.5),
    ])
    #expect(answer.disagreement(with: [("a", 2), ("b", 1)], limit: 2) == nil)
    #expect(answer.disagreement(with: [("b", 1), ("c", 1)], limit: 2, offset: 1) == nil)
    // "c" may come before "b" where it scores higher in 32 bits, not where it scores the same.
    #expect(answer.disagreement(with: [("a", 2), ("c", 1.000001), ("b", 1)], limit: 3) == nil)
    #expect(answer.disagreement(with: [("a", 2), ("c", 1), ("b", 1)], limit: 3) != nil)
    #expect(answer.disagreement(with: [("b", 1), ("a", 2)], limit: 2) != nil)
    #expect(answer.disagreement(with: [("a", 2)], limit: 2) != nil)
    #expect(answer.disagreement(with: [("a", 2), ("a", 2)], limit: 2) != nil)
    #expect(answer.disagreement(with: [("a", 2), ("d", 1)], limit: 2) != nil)
    #expect(answer.disagreement(with: [("a", .nan)], limit: 1) != nil)
    #expect(answer.disagreement(with: [("z", 2)], limit: 1) != nil)
  }
}
