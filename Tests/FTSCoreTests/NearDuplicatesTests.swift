import FTSAnalysis
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

/// Folding against comparing sets of words each with each.
@Suite struct NearDuplicatesTests {
  private static func runs(_ text: String) -> Set<[String]> {
    let words = text.split(separator: " ").map(String.init)
    if words.isEmpty { return [] }
    let length = min(3, words.count)
    return Set((0...words.count - length).map { Array(words[$0..<$0 + length]) })
  }

  private static func areNear(_ a: String, _ b: String) -> Bool {
    let (a, b) = (runs(a), runs(b))
    return !a.isEmpty && a.intersection(b).count * 5 >= a.union(b).count * 4
  }

  /// Texts of which some are copies of others, as they are or with a word changed, added or left out.
  private static func documents(_ generator: inout SeededGenerator) -> [Document] {
    var documents: [Document] = []
    for number in 0..<400 {
      var words = (0..<generator.number(0...25)).map { _ in "w\(generator.number(0...30))" }
      if let copied = documents.randomElement(using: &generator), generator.chance(0.6) {
        words = copied.body.split(separator: " ").map(String.init)
        for _ in 0..<generator.number(0...2) {
          let place = generator.number(0...words.count)
          switch generator.number(0...2) {
          case 0: words.insert("new", at: place)
          case 1 where place < words.count: words.remove(at: place)
          case 2 where place < words.count: words[place] = "other"
          default: break
          }
        }
      }
      documents.append(
        Document(
          id: "d\(number)", rating: Double(generator.number(1...3)), body: words.joined(separator: " ")))
    }
    return documents
  }

  @Test(arguments: Seeds.all) func aDocumentFoldsIntoTheFirstItIsNearTo(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let index = try TestIndex()
    let documents = Self.documents(&generator)
    try index.add(Array(documents.prefix(250)))
    try index.add(Array(documents.dropFirst(250)))
    try index.delete(documents.map(\.id).filter { _ in generator.chance(0.1) })
    let reader = try index.reader()
    for round in 0..<20 {
      let query = generator.chance(0.3) ? Query(.everything) : .word("w\(generator.number(0...30))")
      var options = SearchOptions()
      options.sort = generator.chance(0.3) ? [SortKey(.rating)] : []
      options.makesSnippets = false
      options.limit = 1_000
      let all = try reader.search(query, options: options)
      options.limit = generator.number(0...40)
      options.offset = generator.number(0...3)
      options.collapses = true
      let results = try reader.search(query, options: options)
      let candidates = options.limit == 0 ? 0 : max(100, 5 * (options.limit + options.offset))
      var expected: [(hit: Hit, duplicates: Int)] = []
      for hit in all.hits.prefix(candidates) {
        if let first = expected.firstIndex(where: { Self.areNear($0.hit.document.body, hit.document.body) }) {
          expected[first].duplicates += 1
        } else {
          expected.append((hit, 0))
        }
      }
      let wanted = expected.dropFirst(options.offset).prefix(options.limit)
      let context: Comment = "seed \(seed), round \(round), \(options.limit) from \(options.offset), \(query)"
      #expect(results.hits.map(\.document.id) == wanted.map(\.hit.document.id), context)
      #expect(results.hits.map(\.score) == wanted.map(\.hit.score), context)
      #expect(results.hits.map(\.duplicates) == wanted.map(\.duplicates), context)
      #expect(results.total == all.total && results.cursor == nil, context)
    }
  }

  @Test func wordsAreComparedAsTheyAreFolded() throws {
    let tokenizer = try #require(Analyzer.named("english")).makeTokenizer()
    func near(_ a: String, _ b: String) -> Bool {
      Shingles(of: a, tokenizer).isNear(Shingles(of: b, tokenizer))
    }
    #expect(near("A fine film, indeed!", "a FINE film — indeed"))
    #expect(near("Good.", "good") && !near("Good.", "goods"))
    #expect(!near("", "") && !near("!", "?"))
    #expect(!near("one two three", "three two one"))
    // Seven of ten runs are shared, and eight of nine.
    #expect(!near("a b c d e f g h i j k", "z b c d e f g h i j"))
    #expect(near("a b c d e f g h i j k", "a b c d e f g h i j"))
  }
}
