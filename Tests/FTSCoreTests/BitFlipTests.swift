import FTSDocument
import FTSQuery
import FTSTestSupport
import Foundation
import Testing

@testable import FTSCore

/// Files of an index in which bits have changed, or that end early: whatever is asked is answered as before, or not at all.
@Suite(.timeLimit(.minutes(10))) struct BitFlipTests {
  private static let queries = [
    "0 1 2", "+0 +1 -2", "\"0 1\" 5", "1* 2~1 1f", "title:3", "author:ann", "date:>2013 0",
  ]
  /// Rounds of the ordinary tests; more are asked for by the environment.
  private static let rounds =
    ProcessInfo.processInfo.environment["FTSD_FAULT_ROUNDS"].flatMap { Int($0) } ?? 200

  /// What an index answers, in the order asked; errors are not among it.
  private struct Answers: Equatable {
    var hits: [[String]] = []
    var documents: [Document?] = []
  }

  private static func ask(_ path: String, _ ids: [String]) throws(IndexError) -> Answers {
    let reader = try IndexReader(path: path)
    var answers = Answers()
    for text in queries {
      guard let query = try? QueryParser.parse(text) else { continue }
      var options = SearchOptions()
      options.limit = 20
      let results = try reader.search(query, options: options)
      answers.hits.append(
        results.hits.map { "\($0.document) \($0.score) \($0.thread)" } + ["\(results.total ?? 0)"])
    }
    for id in ids { answers.documents.append(try reader.document(id: id)?.document) }
    return answers
  }

  @Test func damageIsFoundOrHarmless() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    let path = directory.file("index")
    var documents = RandomCorpus(documentCount: 300, vocabularySize: 60).makeDocuments(using: &generator)
    for index in documents.indices { RandomValues.fill(&documents[index], density: 0.4, &generator) }
    do {
      let writer = try IndexWriter(path: path, analyzer: "simple")
      defer { writer.close() }
      for document in documents.prefix(250) { try writer.add(document) }
      try writer.commit()
      for document in documents.dropFirst(240) { try writer.add(document) }
      #expect(try writer.delete(id: documents[3].id))
      try writer.commit()
    }
    let ids = stride(from: 0, to: 300, by: 30).map { documents[$0].id }
    let expected = try Self.ask(path, ids)
    let sound = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/data.mdb")))
    var refused = 0
    for round in 0..<Self.rounds {
      var bytes = sound
      if round % 10 == 9 {
        bytes.removeLast(generator.number(1...bytes.count))
      } else {
        for _ in 0..<(generator.chance(0.6) ? 1 : 5) {
          // The heads of pages, where the trees are, more often than by chance.
          let page = generator.number(0...bytes.count / 4096 - 1) * 4096
          bytes[page + generator.number(0...(generator.chance(0.3) ? 40 : 4095))] ^=
            1 << UInt8(generator.number(0...7))
        }
      }
      let copy = try TemporaryDirectory()
      try Data(bytes).write(to: URL(fileURLWithPath: copy.file("data.mdb")))
      let start = ContinuousClock.now
      do throws(IndexError) {
        let answers = try Self.ask(copy.path, ids)
        #expect(answers == expected, "seed \(seed), round \(round): damage was served")
      } catch {
        refused += 1
        // What a search meets, a check finds.
        let report = try? IndexCheck(path: copy.path).run()
        #expect(report?.isSound != true, "seed \(seed), round \(round): \(error)")
      }
      #expect(ContinuousClock.now - start < .seconds(5), "seed \(seed), round \(round)")
    }
    #expect(refused > Self.rounds / 5, "seed \(seed): \(refused)")
    print("\(Self.rounds) damaged files: \(refused) refused, the others answered as before")
  }
}
