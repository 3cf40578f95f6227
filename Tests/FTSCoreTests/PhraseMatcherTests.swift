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

  private typealias Found = (found: [Int: FieldFrequencies], bounds: [Int: [FieldFrequencies]])

  /// What the matcher finds in some blocks, and the bounds it told on the way: of each, by lane.
  private static func match(
    _ matcher: inout PhraseMatcher, _ fixture: TermFixture, _ order: [Int],
    _ blocks: [(block: Int, candidates: UInt64)], least: Int = 1
  ) -> [Found] {
    var results: [Found] = []
    // SAFETY: the buffers do not grow meanwhile.
    let terms = unsafe UnsafeBufferPointer(fixture.terms.elements)
    let positions = unsafe UnsafeBufferPointer(fixture.positions.elements)
    unsafe order.withUnsafeBufferPointer { order in
      var opened: Set<Int> = []
      for (slot, (block, candidates)) in blocks.enumerated() {
        var bounds: [Int: [FieldFrequencies]] = [:]
        let isOpen = unsafe matcher.open(
          slot, terms, positions, order: order, block: block, lanes: candidates
        ) { lane, most in
          bounds[lane, default: []].append(most)
          return most.total >= least ? least : nil
        }
        if isOpen { opened.insert(slot) }
        results.append(([:], bounds))
      }
      for slot in blocks.indices where opened.contains(slot) {
        #expect(matcher.block(slot) == blocks[slot].block)
        var bounds = results[slot].bounds
        let lanes = unsafe matcher.match(slot, terms, positions, order: order) { lane, most in
          bounds[lane, default: []].append(most)
          return most.total >= least ? least : nil
        }
        results[slot].bounds = bounds
        lanes.forEachLane { results[slot].found[$0] = matcher.frequencies(slot, $0) }
      }
    }
    return results
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
        let blocks = (0..<Grid.blocks(texts.count)).map { (block: $0, candidates: generator.lanes()) }
        // All of them in flight at once.
        let all = Self.match(&matcher, fixture, order, blocks)
        let least = generator.number(2...4)
        let some = Self.match(&matcher, fixture, order, blocks, least: least)
        for (block, candidates) in blocks {
          let context: Comment =
            "seed \(seed), round \(round), phrase \(phrase), order \(order), block \(block)"
          let expected = Self.expected(phrase, texts, block: block, candidates)
          #expect(all[block].found == expected, context)
          for (lane, frequencies) in expected {
            // A bound for every term, each of them true.
            #expect(all[block].bounds[lane]?.count == phrase.count, context)
            for bound in all[block].bounds[lane] ?? [] {
              #expect(
                bound.body >= frequencies.body && bound.title >= frequencies.title
                  && bound.author >= frequencies.author, context)
            }
          }
          // Passing over what is not worthwhile loses nothing that is.
          #expect(some[block].found.allSatisfy { expected[$0] == $1 }, context)
          #expect(expected.allSatisfy { $1.total < least || some[block].found[$0] != nil }, context)
        }
      }
    }
    #expect(forms == [.short, .sparse, .dense], "seed \(seed)")
  }

  @Test(arguments: Seeds.all) func comparesWholePositions(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var matcher = PhraseMatcher()
    let fixture = TermFixture()
    for _ in 0..<200 {
      // The second term is where it belongs, or 65,536 further: alike in 16 bits.
      var places: [[PostingSample.Place]] = [[], []]
      var expected: [Int: FieldFrequencies] = [:]
      for lane in 0..<64 {
        var position = 0
        for _ in 0..<generator.number(1...10) {
          position += generator.number(2...300) * generator.number(1...300)
          let isPhrase = generator.chance(0.1)
          for (term, place) in [position, position + (isPhrase ? 1 : 65_537)].enumerated() {
            places[term].append(
              PostingSample.Place(document: DocID(lane), field: .body, position: place))
          }
          if isPhrase { expected[lane, default: FieldFrequencies()].body += 1 }
          position += 65_537
        }
      }
      let samples = places.map { PostingSample($0, lengthCodes: [UInt8](repeating: 9, count: 64)) }
      let order = [0, 1].shuffled(using: &generator)
      PostingSample.withLists(samples) { lists in
        #expect(fixture.open(lists, samples, documents: 64), "seed \(seed)")
        let found = Self.match(&matcher, fixture, order, [(block: 0, candidates: .max)])
        #expect(found[0].found == expected, "seed \(seed)")
      }
    }
  }
}
