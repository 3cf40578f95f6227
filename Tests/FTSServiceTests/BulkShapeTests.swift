import FTSAnalysis
import FTSCore
import FTSDocument
import FTSProtocol
import FTSTestSupport
import Testing

@testable import FTSService

/// What is exported for OpenSearch and Elasticsearch, held to what they document.
@Suite struct BulkShapeTests {
  private static func mismatches(_ json: [UInt8], _ schema: String) throws -> [String] {
    var validator = SchemaValidator(try JSONTree(BulkSchemas.text))
    let reference = JSONTree.object(["$ref": .string("#/components/schemas/" + schema)])
    return validator.mismatches(try JSONTree(String(decoding: json, as: UTF8.self)), reference, schema)
  }

  private static func documents(_ seed: UInt64) -> [Document] {
    var generator = SeededGenerator(seed: seed)
    var documents = RandomCorpus(documentCount: 200).makeDocuments(using: &generator)
    for index in documents.indices { ExportTests.fill(&documents[index], &generator) }
    return documents
  }

  @Test("a mapping is of the documented shape, for an index of any analyzer", arguments: Analyzer.names)
  func mapping(analyzer: String) throws {
    let words = Analyzer.named(analyzer)?.stems == true ? try WordList("Ray") : WordList()
    let mapping = JSONWriter.encode(
      BulkMapping(IndexSettings(analyzer: analyzer, protectedWords: words, k1: 0.9, b: 0.4)))
    #expect(try Self.mismatches(mapping, "Creation") == [])
    // What an analyzer names is there, or known to both.
    let known: Set = ["cjk_width", "lowercase", "cjk_bigram", "asciifolding", "standard", "whitespace"]
    let analysis = try #require(
      try JSONTree(String(decoding: mapping, as: UTF8.self))["settings"]?["analysis"])
    let defined = Set((analysis["filter"]?.members ?? [:]).keys).union(
      (analysis["tokenizer"]?.members ?? [:]).keys)
    for own in analysis["analyzer"]?.members.values ?? [:].values {
      let named = Set((own["filter"]?.elements ?? []).compactMap(\.text) + [own["tokenizer"]?.text ?? ""])
      #expect(named.subtracting(defined).subtracting(known) == [], "\(analyzer)")
      #expect(defined.subtracting(named) == [], "\(analyzer)")
    }
  }

  @Test("the lines are pairs of the documented shapes, each a line", arguments: Seeds.all)
  func lines(seed: UInt64) throws {
    for document in Self.documents(seed) {
      let (action, source) = (
        JSONWriter.encode(BulkAction(id: document.id)),
        JSONWriter.encode(DocumentResponse(document, thread: document.id))
      )
      #expect(try Self.mismatches(action, "Action") == [])
      #expect(try Self.mismatches(source, "Source") == [])
      #expect(!action.contains(0x0A) && !source.contains(0x0A), "seed \(seed)")
      #expect(
        try JSONTree(String(decoding: action, as: UTF8.self))["index"]?["_id"]
          == JSONTree(String(decoding: source, as: UTF8.self))["id"])
    }
  }

  @Test("every field of every document has a type that its values fit", arguments: Seeds.all)
  func fields(seed: UInt64) throws {
    let mapping = JSONWriter.encode(BulkMapping(IndexSettings()))
    let fields = MappedFields(
      try #require(try JSONTree(String(decoding: mapping, as: UTF8.self))["mappings"]))
    var checked = 0
    for var document in Self.documents(seed) {
      // What they do not take, see Interchange.md.
      document.attributes.removeAll { $0.name.isEmpty }
      let source = try JSONTree(
        String(decoding: JSONWriter.encode(DocumentResponse(document, thread: "t")), as: UTF8.self))
      #expect(fields.problems(source) == [], "seed \(seed)")
      checked += source.members.count + (source["attributes"]?.members.count ?? 0)
    }
    #expect(checked > 1_000, "seed \(seed)")
    // The check itself sees what does not fit.
    let wrong = #"{"rating":"x","date":"13-1","id":{},"attributes":{"":1,"a..b":2,"c":true},"other":"x"}"#
    #expect(fields.problems(try JSONTree(wrong)).count == 7)
  }
}
