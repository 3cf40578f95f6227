import FTSAnalysis
import FTSDocument
import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct InverterTests {
  private struct Place: Equatable {
    var document: DocID
    var field: Field
    var position: Int
  }

  @Test(arguments: Seeds.all) func groupsOccurrencesByTerm(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let analyzer = try #require(Analyzer.named("simple"))
    let workers = (0..<3).map { AnalysisWorker(number: $0, analyzer: analyzer) }
    let documents = RandomCorpus(documentCount: 300, vocabularySize: 500).makeDocuments(using: &generator)
    // Some documents twice, so that the first of the two and its terms are left out.
    let all = documents + [Document(id: documents[7].id, body: "replaced by this")]
    let batches = stride(from: 0, to: all.count, by: 40).enumerated().map { number, start in
      workers[number % 3].analyze(Array(all[start..<min(start + 40, all.count)]))
    }
    let order = try DocumentOrder(batches) { _ in nil }
    let terms = TermOrder(workers.map(\.terms), counts: workers.map { $0.occurrences() })
    let inverter = Inverter(batches, places: order.places, terms)

    var expected: [String: [Place]] = [:]
    for (document, place) in order.places.enumerated() {
      let source = all[place.batch * 40 + place.entry]
      for (field, text) in [
        (Field.body, source.body), (.title, source.title ?? ""), (.author, source.author ?? ""),
      ] {
        for (position, word) in text.split(separator: " ").enumerated() {
          expected[String(word), default: []].append(
            Place(document: DocID(document), field: field, position: position))
        }
      }
    }
    var found: [String: [Place]] = [:]
    var ascending: [String] = []
    var memory: [Occurrence] = []
    for range in inverter.ranges.indices {
      inverter.forEachTerm(inRange: range, &memory) { ordinal, occurrences in
        let term = String(decoding: terms.term(ordinal), as: UTF8.self)
        ascending.append(term)
        for index in occurrences.indices {
          let occurrence = occurrences[index]
          found[term, default: []].append(
            Place(document: occurrence.document, field: occurrence.field, position: occurrence.position))
        }
      }
    }
    #expect(found == expected, "seed \(seed)")
    #expect(ascending == expected.keys.sorted(), "seed \(seed)")
  }

  @Test func positionsPastTheLastCountAsTheLast() {
    let occurrence = Occurrence(document: .max, field: .author, position: .max)
    #expect(occurrence.document == .max && occurrence.field == .author)
    #expect(occurrence.position == Occurrence.maximumPosition)
  }
}
