import FTSAnalysis
import FTSCore
import FTSDocument
import FTSTestSupport
import Testing

/// Completions against counting the words of the documents.
@Suite struct WordCompleterTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func reader(_ commits: [[Document]], analyzer: String) throws -> IndexReader {
    for documents in commits {
      try IndexWriter.write(documents, to: directory.file("index"), analyzer: analyzer)
    }
    return try IndexReader(path: directory.file("index"))
  }

  @Test(arguments: Seeds.all) func theMostFrequentWordsThatBeginSoComeFirst(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let documents = RandomCorpus(documentCount: 400, vocabularySize: 900).makeDocuments(using: &generator)
    let commits = stride(from: 0, to: documents.count, by: 150).map { Array(documents[$0...].prefix(150)) }
    let reader = try reader(commits, analyzer: "simple")
    var counts: [String: Int] = [:]
    for document in documents {
      for text in [document.title ?? "", document.author ?? "", document.body] {
        for word in text.split(separator: " ") { counts[String(word), default: 0] += 1 }
      }
    }
    for prefix in ["1", "a", "z", "2", "1a", "zz", "b0", "none"] {
      for limit in [1, 3, 10, 1_000] {
        let expected = counts.filter { $0.key.hasPrefix(prefix) }.sorted {
          ($1.value, $0.key) < ($0.value, $1.key)
        }
        .prefix(limit).map { Completion(text: "Some OTHER, " + $0.key, occurrences: $0.value) }
        #expect(
          try reader.suggest("Some OTHER, " + prefix, limit: limit) == expected, "seed \(seed), \(prefix)")
      }
    }
  }

  @Test func whatIsTypedIsFoldedAndWhatStandsBeforeKept() throws {
    let reader = try reader(
      [[Document(id: "a", title: "Café", body: "Meditation, meditating meditation. The cafés' naïveté.")]],
      analyzer: "english")
    func texts(_ text: String, limit: Int = 10) throws -> [String] {
      try reader.suggest(text, limit: limit).map(\.text)
    }
    #expect(try texts("MEDIT") == ["meditation", "meditating"])
    #expect(try texts("title:\"the  Medita") == ["title:\"the  meditation", "title:\"the  meditating"])
    #expect(try texts("Cafe") == ["cafe", "cafes"] && texts("CAFÉ") == ["cafe", "cafes"])
    #expect(try texts("naï") == ["naivete"] && texts("meditation") == ["meditation"])
    #expect(try texts("medit", limit: 1) == ["meditation"] && texts("medit", limit: 0) == [])
    for text in ["", " ", "medit ", "medit.", "!", "zzz", "medi*"] { #expect(try texts(text) == []) }
  }
}
