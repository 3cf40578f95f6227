import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct PhraseMatcherTests {
  /// Documents as words by field, and a term's occurrences in them.
  private typealias Texts = [[[Int]]]

  private static func sample(_ word: Int, _ texts: Texts) -> PostingSample? {
    var places: [PostingSample.Place] = []
    for (document, fields) in texts.enumerated() {
      for field in Field.allCases {
        for (position, other) in fields[Int(field.rawValue)].enumerated() where other == word {
          places.append(PostingSample.Place(document: DocID(document), field: field, position: position))
        }
      }
    }
    return places.isEmpty
      ? nil : PostingSample(places, lengthCodes: [UInt8](repeating: 9, count: texts.count))
  }

  private static func count(_ phrase: [Int], in text: [Int]) -> Int {
    text.indices.filter { text[$0...].starts(with: phrase) }.count
  }

  @Test(arguments: Seeds.all) func findsWhatStandsInARow(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<60 {
      // Few words: repetitions; many documents or few: dense lists and sparse ones.
      let words = generator.number(2...8)
      let share = generator.chance(0.5) ? 1 : 0.1
      let texts: Texts = (0..<64).map { _ in
        Field.allCases.map { _ in
          generator.chance(share)
            ? (0..<generator.number(0...30)).map { _ in generator.number(1...words) } : []
        }
      }
      let phrase = (0..<generator.number(2...4)).map { _ in generator.number(1...words) }
      let candidates =
        generator.chance(0.5) ? UInt64.max : UInt64.random(in: 0...UInt64.max, using: &generator)
      let samples = phrase.map { Self.sample($0, texts) }
      guard samples.allSatisfy({ $0 != nil }) else { continue }
      var matcher = PhraseMatcher()
      for (term, sample) in samples.enumerated() {
        sample?.withList { list in
          switch list {
          case .dense(let list): matcher.load(term, list, block: 0, lanes: candidates)
          case .sparse(let list):
            var sparse = SparsePostings()
            sparse.reset(blocks: 1)
            sparse.append(list, cursor: 0, documents: 64, withPositions: true) { _, _ in 1 }
            matcher.load(term, list, sparse.postings[...], lanes: candidates)
          case nil: #expect(Bool(false), "no list")
          }
        }
      }
      var found: [Int: FieldFrequencies] = [:]
      matcher.forEachMatch { found[$0] = $1 }
      var expected: [Int: FieldFrequencies] = [:]
      for (lane, fields) in texts.enumerated() where candidates >> UInt64(lane) & 1 != 0 {
        let counts = fields.map { Self.count(phrase, in: $0) }
        if counts.contains(where: { $0 > 0 }) {
          expected[lane] = FieldFrequencies(body: counts[0], title: counts[1], author: counts[2])
        }
      }
      #expect(found == expected, "seed \(seed), round \(round), phrase \(phrase)")
    }
  }
}
