import FTSDocument
import FTSTestSupport
import Testing

@testable import FTSCorpus

/// Properties that hold for every format, whatever the bytes.
@Suite struct RobustnessTests {
  private static func sample(_ format: SourceFormat) throws -> [UInt8] {
    switch format {
    case .page: try Sample.bytes("pages/the-lives-of-others.txt")
    case .wxr: try Sample.bytes("blog-export.xml")
    case .stackexchange: try Samples.bytes("film.stackexchange.com/Posts.xml")
    case .disqus: try Samples.bytes("disqus.xml")
    case .reddit: try Samples.bytes("reddit.jsonl")
    case .hackernews: try Samples.bytes("hackernews.jsonl")
    // The byte order mark goes before a parser sees the text.
    case .csv: Array(try Samples.bytes("reviews.csv").dropFirst(3))
    case .tsv: try Samples.bytes("comments.tsv")
    case .markdown: Array(TextSamples.post.utf8)
    case .commentData: Array((TextSamples.comment + "\npost_id: her\n").utf8)
    case .html: Array(TextSamples.webPage.utf8)
    case .mbox: Array(TextSamples.mailbox.utf8)
    case .jsonl: try Sample.bytes("shop-reviews.jsonl") + Array("{\"id\":\n[1]\n\r\n".utf8)
    }
  }

  private func holdsOneDocument(_ format: SourceFormat) -> Bool {
    [.markdown, .commentData].contains(format)
  }

  @Test(arguments: SourceFormat.allCases)
  func eventsDoNotDependOnHowTheBytesAreCut(format: SourceFormat) throws {
    let bytes = try Self.sample(format)
    let whole = events(bytes, as: format)
    #expect(whole.documents.count > (holdsOneDocument(format) ? 0 : 3))
    for size in [1, 7, 1000, 64 << 10] {
      #expect(events(bytes, as: format, pieces: size) == whole, "pieces of \(size)")
    }
  }

  /// A file cut anywhere yields the documents of the whole file that were complete, and at most one
  /// that is not.
  @Test(arguments: SourceFormat.allCases)
  func truncationKeepsWhatIsComplete(format: SourceFormat) throws {
    let bytes = Array(try Self.sample(format).prefix(format == .wxr ? 7000 : 6000))
    let whole = events(bytes, as: format).documents
    var last = 0
    for length in stride(from: 0, to: bytes.count, by: format == .wxr ? 3 : 1) {
      let part = events(Array(bytes[..<length]), as: format).documents
      let complete = zip(part, whole).prefix { $0 == $1 }.count
      #expect(part.count - complete <= 1, "\(length) bytes")
      // Pages and posts say at their ends what their beginnings are, and a mailbox may be cut in a line that separates messages.
      if ![.page, .html, .markdown, .mbox].contains(format) { #expect(complete >= last, "\(length) bytes") }
      last = complete
    }
  }

  @Test(arguments: SourceFormat.allCases, Seeds.all)
  func damageNeverCrashes(format: SourceFormat, seed: UInt64) throws {
    let original = try Self.sample(format)
    var generator = SeededGenerator(seed: seed)
    for round in 0..<40 {
      var bytes = original
      RandomBytes.mutate(&bytes, &generator)
      let whole = events(bytes, as: format)
      let pieces = events(bytes, as: format, pieces: Int.random(in: 1...5000, using: &generator))
      #expect(whole.documents == pieces.documents, "seed \(seed) round \(round)")
      for document in whole.documents {
        #expect(!document.body.utf8.contains(where: PlainText.isUnwanted), "seed \(seed) round \(round)")
        #expect((1...SourceLimits.idBytes).contains(document.id.utf8.count), "seed \(seed) round \(round)")
      }
    }
  }

  @Test func recordsAreHandedOnBlockByBlock() {
    var parser = SourceFormat.jsonl.parser(source: "test", SourceOptions())
    let line = "{\"id\":1,\"text\":\"" + String(repeating: "word ", count: 5000) + "\"}\n"
    let block = Array(String(repeating: line, count: 10).utf8)
    var all: [SourceEvent] = []
    var most = 0
    for _ in 0..<80 {
      parser.consume(block, into: &all)
      most = max(most, all.count)
      all.removeAll(keepingCapacity: true)
    }
    #expect(most == 10)
  }
}
