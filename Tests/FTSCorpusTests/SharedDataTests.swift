import FTSDocument
import FTSTestSupport
import Testing

@testable import FTSCorpus

/// Real data: counts that were made independently of this code.
@Suite(.enabled(if: SharedData.directory != nil, "the shared corpora are not on this machine"))
struct SharedDataTests {
  @Test(arguments: [
    ("corpora/imdb-train.jsonl", 25_000), ("corpora/haacked.jsonl", 26_169), ("corpora/movielog.jsonl", 2026),
    ("corpora/multidomain.jsonl", 8000), ("corpora/reddit-media.jsonl", 62_787),
    ("corpora/blogs-sample.jsonl", 53_774), ("corpora/kowiki-sample.jsonl", 400),
    ("ir/scifact/corpus.jsonl", 5183), ("ir/cranfield/corpus.jsonl", 1400), ("ir/cisi/corpus.jsonl", 1460),
  ])
  func everyLineIsADocument(name: String, count: Int) {
    var documents = 0
    DocumentReader(sources: [SharedData.file(name)]).forEach { event in
      switch event {
      case .document: documents += 1
      case .problem(let problem): Issue.record("\(problem)")
      }
    }
    #expect(documents == count)
  }

  @Test func thePrintedPageIsAReviewWithOneComment() {
    let all = events([SharedData.file("pages/her-spike-jonze-2013.txt")])
    #expect(all.problems.isEmpty)
    #expect(all.documents.map(\.id) == ["her-spike-jonze-2013", "her-spike-jonze-2013#c1"])
    let review = all.documents[0]
    #expect(review.title == "Her (Spike Jonze, 2013)")
    #expect(review.strings("film") == ["Her"] && review.strings("director") == ["Spike Jonze"])
    #expect(review.body.split(separator: "\n\n").count == 4)
    #expect(review.body.contains("cinematic humanism"))
    #expect(all.documents[1].author == "liamdoesfilm")
    #expect(all.documents[1].parent == review.id)
  }

  /// Counted with Python's xml.etree: 33 comments, of which 29 are approved and on posts that are
  /// published; 4 of them are pingbacks or trackbacks, 9 answer a comment.
  @Test func theThemeTestExportIsReadWhole() {
    let all = events([SharedData.file("wxr/themeunittestdata.wordpress.xml")])
    #expect(all.problems.isEmpty)
    let kinds = Dictionary(grouping: all.documents, by: \.kind.rawValue).mapValues(\.count)
    #expect(kinds == ["review": 76, "comment": 25, "pingback": 2, "trackback": 2])
    #expect(all.documents.filter { $0.parent?.contains("#comment-") == true }.count == 9)
    let ids = Set(all.documents.map(\.id))
    #expect(all.documents.allSatisfy { $0.parent.map(ids.contains) ?? true })
    #expect(!all.documents.contains { $0.body.contains("<p>") || $0.body.contains("wp:paragraph") })
  }

  @Test func theBlockTestExportIsReadWhole() {
    let all = events([SharedData.file("wxr/theme-test-data.64-block-test-data.xml")])
    #expect(all.problems.isEmpty)
    let kinds = Dictionary(grouping: all.documents, by: \.kind.rawValue).mapValues(\.count)
    #expect(kinds == ["review": 62, "comment": 2])
    #expect(all.documents.filter { $0.parent?.contains("#comment-") == true }.count == 1)
  }
}
