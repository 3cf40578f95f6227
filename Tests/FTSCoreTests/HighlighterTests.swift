import FTSAnalysis
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct HighlighterTests {
  private let directory: TemporaryDirectory
  /// An empty index: every term weighs the same.
  private let store: IndexStore

  init() throws {
    directory = try TemporaryDirectory()
    store = try IndexStore.create(directory.file("index"), IndexSettings())
  }

  private func snippet(_ text: String, for query: String) throws -> Snippet? {
    let tokenizer = store.analyzer.makeTokenizer()
    let plan = QueryPlan(try QueryParser.parse(query), tokenizer, now: 0)
    let bm25 = BM25(settings: store.settings, averageLength: 1)
    let weight = try QueryWeight(
      plan, try store.snapshot(), bm25: bm25, fieldWeights: store.settings.weights, TermExpander(tokenizer))
    var vocabulary = Vocabulary()
    return Highlighter(plan, weight, tokenizer, &vocabulary).snippet(of: text, &vocabulary)
  }

  private static func marked(_ snippet: Snippet) -> [String] {
    let bytes = Array(snippet.text.utf8)
    return snippet.highlights.map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  @Test func aShortTextIsShownWhole() throws {
    let snippet = try #require(
      try snippet("Films about dogs.\r\n\r\nAnd one\tfilm about cats.", for: "film -cats"))
    #expect(snippet.text == "Films about dogs. And one film about cats.")
    #expect(Self.marked(snippet) == ["Films", "film"])
  }

  @Test func anEmptyTextHasNoPassage() throws {
    #expect(try snippet("", for: "film") == nil)
  }

  @Test func withoutAMatchTheTextIsShownFromItsBeginning() throws {
    let text = (0..<200).map { "word\($0)" }.joined(separator: " ")
    let snippet = try #require(try snippet(text, for: "film"))
    #expect(snippet.text.hasPrefix("word0 word1 ") && snippet.text.hasSuffix(" …"))
    #expect(snippet.highlights.isEmpty)
  }

  @Test func thePassageWithMostOfTheTermsIsShown() throws {
    let filler = String(repeating: "lorem ipsum dolor. ", count: 40)
    let text = "One dog. " + filler + "Dog meets cat here. " + filler + "Only cat, cat and cat."
    let snippet = try #require(try snippet(text, for: "dog cat"))
    #expect(Self.marked(snippet) == ["Dog", "cat"])
    #expect(snippet.text.hasPrefix("… ") && snippet.text.hasSuffix(" …"))
  }

  @Test func ofSuchPassagesTheOneWithTheClosestTermsIsShown() throws {
    let filler = String(repeating: "lorem ipsum dolor. ", count: 40)
    let text = "A dog and then at last a cat. " + filler + "The dog, the cat! " + filler + "Dog lorem cat."
    let snippet = try #require(try snippet(text, for: "dog cat"))
    #expect(snippet.text.hasPrefix("… The dog, the cat! lorem"))
  }

  @Test func aPhraseIsMarkedWhereItStands() throws {
    let text = "A machine, a soft one: the Soft Machines. Machine soft."
    #expect(Self.marked(try #require(try snippet(text, for: "\"soft machine\""))) == ["Soft", "Machines"])
    #expect(
      Self.marked(try #require(try snippet(text, for: "\"soft machine\" one"))) == [
        "one", "Soft", "Machines",
      ])
    #expect(
      Self.marked(try #require(try snippet(text, for: "\"soft machine\" soft")))
        == ["soft", "Soft", "Machines", "soft"])
    #expect(Self.marked(try #require(try snippet(text, for: "\"machine one\""))) == [])
  }

  @Test func wordsNearEachOtherAreMarkedWhereTheyAre() throws {
    let text = "Soft is what no good fiction is. Fiction is soft, and soft fiction is what soft people read."
    #expect(
      Self.marked(try #require(try snippet(text, for: "\"soft fiction\"~1")))
        == ["Fiction", "soft", "soft", "fiction"])
    #expect(
      Self.marked(try #require(try snippet(text, for: "\"soft fiction\"~>0"))) == ["soft", "fiction"])
    #expect(
      Self.marked(try #require(try snippet(text, for: "\"soft fiction\"~>4")))
        == ["Soft", "fiction", "soft", "fiction"])
  }

  @Test func theAuthorsOwnWordsComeBeforeQuotedOnes() throws {
    let filler = String(repeating: "Lorem ipsum dolor sit amet. ", count: 20)
    let text =
      "> The film has a dog and a cat.\n> \(filler)\n\nWhat film do you mean?\n\n> \(filler)\n\(filler)"
    #expect(
      try #require(try snippet(text, for: "dog cat film")).text.hasPrefix("… What film do you mean? …"))
    let quoted = try #require(try snippet(text, for: "dog cat"))
    #expect(quoted.text.hasPrefix("> The film has a dog and a cat. Lorem"))
    #expect(Self.marked(quoted) == ["dog", "cat"])
    #expect(try #require(try snippet(text, for: "absent")).text.hasPrefix("… What film"))
  }

  @Test func aTextWithoutSpacesIsCutBetweenCharacters() throws {
    let text = String(repeating: "漢", count: 500) + "字" + String(repeating: "漢", count: 500)
    let snippet = try #require(try snippet(text, for: "漢字漢"))
    #expect(snippet.text.unicodeScalars.allSatisfy { $0 != "\u{FFFD}" })
    #expect(Self.marked(snippet) == ["漢字漢"])
  }

  @Test(arguments: Seeds.all) func rangesCoverWholeMatchedWords(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let words = ["film", "Films", "café", "naïve", "漢字", "🎬", "don't", "x", "überlang", "—", "humanism"]
    let spaces = [" ", "  ", "\r\n", "\n\n", "\t", ". ", "! ", ", ", "\u{A0}", ""]
    let tokenizer = store.analyzer.makeTokenizer()
    for round in 0..<150 {
      var text = ""
      for _ in 0..<generator.number(0...150) {
        text += words.randomElement(using: &generator) ?? ""
        text += spaces.randomElement(using: &generator) ?? ""
      }
      if generator.chance(0.1) { text += String(repeating: "long", count: generator.number(1...200)) }
      let query = (0..<generator.number(1...3)).compactMap { _ in words.randomElement(using: &generator) }
        .joined(separator: " ")
      let context: Comment = "seed \(seed), round \(round), query \(query)"
      guard let snippet = try snippet(text, for: query) else {
        #expect(text.isEmpty, context)
        continue
      }
      let terms = QueryPlan(try QueryParser.parse(query), tokenizer, now: 0).clauses.flatMap(\.terms)
      #expect(!snippet.text.contains("\u{FFFD}") && !snippet.text.contains("\n"), context)
      #expect(snippet.text.utf8.count <= 255, context)
      #expect(
        zip(snippet.highlights, snippet.highlights.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
      let utf8 = snippet.text.utf8
      for (range, word) in zip(snippet.highlights, Self.marked(snippet)) {
        let lower = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
        #expect(lower.samePosition(in: snippet.text.unicodeScalars) != nil, context)
        let found = QueryAnalyzer(tokenizer).terms(of: word)
        #expect(found.count == 1 && found.allSatisfy(terms.contains), "\(word), \(context)")
      }
    }
  }
}
