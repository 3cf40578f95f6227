import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct NearMatcherTests {
  /// Documents as words by field.
  private typealias Texts = [[[Int]]]

  private static func texts(
    _ count: Int, words: Int, length: Int, _ generator: inout SeededGenerator
  ) -> Texts {
    (0..<count).map { _ in
      Field.allCases.map { _ in
        generator.chance(0.6)
          ? (0..<generator.number(0...length)).map { _ in generator.number(1...words) } : []
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

  /// How often the words are near each other in each document of the block out of `candidates`.
  private static func expected(
    _ words: [Int], slop: Int, isOrdered: Bool, _ texts: Texts, block: Int, _ candidates: UInt64
  ) -> [Int: FieldFrequencies] {
    var expected: [Int: FieldFrequencies] = [:]
    for lane in 0..<64 where candidates >> UInt64(lane) & 1 != 0 && block * 64 + lane < texts.count {
      let counts = texts[block * 64 + lane].map { text in
        Oracle.count(
          words.map(String.init), near: slop, isOrdered: isOrdered, in: text.map(String.init))
      }
      if counts.contains(where: { $0 > 0 }) {
        expected[lane] = FieldFrequencies(body: counts[0], title: counts[1], author: counts[2])
      }
    }
    return expected
  }

  /// What the matcher finds in a block, and the bounds it told on the way, by lane.
  private static func match(
    _ matcher: inout NearMatcher, _ fixture: TermFixture, _ order: [Int], _ counter: inout NearCounter,
    block: Int, _ candidates: UInt64, least: Int
  ) -> (found: [Int: FieldFrequencies], bounds: [Int: [FieldFrequencies]]) {
    var bounds: [Int: [FieldFrequencies]] = [:]
    var found: [Int: FieldFrequencies] = [:]
    // SAFETY: the buffers do not grow meanwhile.
    let terms = unsafe UnsafeBufferPointer(fixture.terms.elements)
    let positions = unsafe UnsafeBufferPointer(fixture.positions.elements)
    let lanes = unsafe order.withUnsafeBufferPointer { order in
      unsafe matcher.match(
        terms, positions, order: order, counter: &counter, block: block, lanes: candidates
      ) { lane, most in
        bounds[lane, default: []].append(most)
        return most.total >= least
      }
    }
    lanes.forEachLane { found[$0] = matcher.frequencies($0) }
    return (found, bounds)
  }

  @Test(arguments: Seeds.all) func findsWhatIsNear(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var matcher = NearMatcher()
    let fixture = TermFixture()
    var forms: Set<PostingList.Form> = []
    for round in 0..<60 {
      let kinds = generator.number(2...12)
      let texts = Self.texts(150, words: kinds, length: generator.number(3...60), &generator)
      let words = (0..<generator.number(2...4)).map { _ in generator.number(1...kinds) }
      let slop = generator.number(0...8)
      let isOrdered = generator.chance(0.5)
      var different: [Int] = []
      for word in words where !different.contains(word) { different.append(word) }
      let samples = different.compactMap { word in
        let form = [nil, PostingList.Form.sparse, .dense].randomElement(using: &generator) ?? nil
        return Self.sample(word, texts, form: form)
      }
      guard samples.count == different.count else { continue }
      forms.formUnion(samples.map(\.summary.form))
      var counter = NearCounter(
        words.compactMap { different.firstIndex(of: $0) }, slop: slop, isOrdered: isOrdered)
      let order = different.indices.shuffled(using: &generator)
      PostingSample.withLists(samples) { lists in
        #expect(fixture.open(lists, samples, documents: texts.count), "seed \(seed)")
        for block in 0..<Grid.blocks(texts.count) {
          let candidates = generator.lanes()
          let context: Comment =
            "seed \(seed), round \(round), \(words), slop \(slop), ordered \(isOrdered), order \(order), block \(block)"
          let expected = Self.expected(
            words, slop: slop, isOrdered: isOrdered, texts, block: block, candidates)
          let all = Self.match(&matcher, fixture, order, &counter, block: block, candidates, least: 1)
          #expect(all.found == expected, context)
          for (lane, frequencies) in expected {
            // A bound for every term, each of them true.
            #expect(all.bounds[lane]?.count == different.count, context)
            for bound in all.bounds[lane] ?? [] {
              #expect(
                bound.body >= frequencies.body && bound.title >= frequencies.title
                  && bound.author >= frequencies.author, context)
            }
          }
          // Passing over what is not worthwhile loses nothing that is.
          let least = generator.number(2...4)
          let some = Self.match(&matcher, fixture, order, &counter, block: block, candidates, least: least)
          #expect(some.found.allSatisfy { expected[$0] == $1 }, context)
          #expect(expected.allSatisfy { $1.total < least || some.found[$0] != nil }, context)
        }
      }
    }
    #expect(forms == [.short, .sparse, .dense], "seed \(seed)")
  }
}
