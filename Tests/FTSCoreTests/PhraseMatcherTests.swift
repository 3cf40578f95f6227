import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct PhraseMatcherTests {
  /// Documents as words by field, and a term's occurrences in them.
  private typealias Texts = [[[Int]]]

  private static func texts(_ count: Int, words: Int, share: Double, _ generator: inout SeededGenerator)
    -> Texts
  {
    (0..<count).map { _ in
      Field.allCases.map { _ in
        generator.chance(share) ? (0..<generator.number(0...30)).map { _ in generator.number(1...words) } : []
      }
    }
  }

  private static func sample(_ word: Int, _ texts: Texts, form: PostingList.Form?) -> PostingSample? {
    var places: [PostingSample.Place] = []
    for (document, fields) in texts.enumerated() {
      for field in Field.allCases {
        for (position, other) in fields[Int(field.rawValue)].enumerated() where other == word {
          places.append(PostingSample.Place(document: DocID(document), field: field, position: position))
        }
      }
    }
    if places.isEmpty { return nil }
    return PostingSample(places, lengthCodes: [UInt8](repeating: 9, count: texts.count), form: form)
  }

  /// How often the phrase stands in each document of the block out of `candidates`.
  private static func expected(
    _ phrase: [Int], _ texts: Texts, block: Int, _ candidates: UInt64
  ) -> [Int: FieldFrequencies] {
    var expected: [Int: FieldFrequencies] = [:]
    for lane in 0..<64 where candidates >> UInt64(lane) & 1 != 0 && block * 64 + lane < texts.count {
      let counts = texts[block * 64 + lane].map { text in
        text.indices.filter { text[$0...].starts(with: phrase) }.count
      }
      if counts.contains(where: { $0 > 0 }) {
        expected[lane] = FieldFrequencies(body: counts[0], title: counts[1], author: counts[2])
      }
    }
    return expected
  }

  /// What the matcher finds, and the bounds it told on the way.
  private static func match(
    _ matcher: inout PhraseMatcher, _ fixture: TermFixture, _ order: [Int], block: Int,
    _ candidates: UInt64, least: Int = 0
  ) -> (found: [Int: FieldFrequencies], bounds: [Int: [FieldFrequencies]]) {
    var lanes = candidates
    for term in 0..<fixture.terms.count { lanes &= fixture.terms[term].lanes(block) }
    var bounds: [Int: [FieldFrequencies]] = [:]
    // SAFETY: the buffers do not grow meanwhile.
    let result = unsafe order.withUnsafeBufferPointer { order in
      unsafe matcher.match(
        UnsafeBufferPointer(fixture.terms.elements), UnsafeBufferPointer(fixture.positions.elements),
        order: order, block: block, lanes: lanes
      ) { lane, most in
        bounds[lane, default: []].append(most)
        return most.total >= least
      }
    }
    var found: [Int: FieldFrequencies] = [:]
    result.forEachLane { found[$0] = matcher.frequencies($0) }
    return (found, bounds)
  }

  @Test(arguments: Seeds.all) func findsWhatStandsInARow(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var matcher = PhraseMatcher()
    let fixture = TermFixture()
    var forms: Set<PostingList.Form> = []
    for round in 0..<60 {
      // Few words: repetitions.
      let words = generator.number(2...8)
      let texts = Self.texts(150, words: words, share: generator.chance(0.5) ? 1 : 0.1, &generator)
      let phrase = (0..<generator.number(2...4)).map { _ in generator.number(1...words) }
      let samples = phrase.compactMap { word in
        let form = [nil, PostingList.Form.sparse, .dense].randomElement(using: &generator) ?? nil
        return Self.sample(word, texts, form: form)
      }
      guard samples.count == phrase.count else { continue }
      forms.formUnion(samples.map(\.summary.form))
      let order = phrase.indices.shuffled(using: &generator)
      PostingSample.withLists(samples) { lists in
        #expect(fixture.open(lists, samples, documents: texts.count), "seed \(seed)")
        for block in 0..<Grid.blocks(texts.count) {
          let context: Comment =
            "seed \(seed), round \(round), phrase \(phrase), order \(order), block \(block)"
          let candidates = generator.lanes()
          let expected = Self.expected(phrase, texts, block: block, candidates)
          let all = Self.match(&matcher, fixture, order, block: block, candidates)
          #expect(all.found == expected, context)
          for (lane, frequencies) in expected {
            // A bound for every term, each of them true.
            #expect(all.bounds[lane]?.count == phrase.count, context)
            for bound in all.bounds[lane] ?? [] {
              #expect(
                bound.body >= frequencies.body && bound.title >= frequencies.title
                  && bound.author >= frequencies.author, context)
            }
          }
          // Passing over what is not worthwhile loses nothing that is.
          let some = Self.match(&matcher, fixture, order, block: block, candidates, least: 2)
          #expect(some.found.allSatisfy { expected[$0] == $1 }, context)
          #expect(expected.allSatisfy { $1.total < 2 || some.found[$0] != nil }, context)
        }
      }
    }
    #expect(forms == [.short, .sparse, .dense], "seed \(seed)")
  }
}
