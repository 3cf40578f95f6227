import FTSCorpus
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

/// Conditions on others of a thread: long threads, threads in several segments, real exports.
@Suite struct ThreadSearchTests {
  private let index: WrittenIndex

  init() throws { index = try WrittenIndex() }

  private func ids(_ text: String) throws -> Set<String> {
    var options = SearchOptions()
    options.limit = 100_000
    options.makesSnippets = false
    let found = try IndexReader(path: index.path).search(try QueryParser.parse(text), options: options)
    #expect(found.total == found.hits.count)
    return Set(found.hits.map(\.document.id))
  }

  /// A thread of 10,000 comments between short ones, each with a word of its own.
  private static func long(_ name: String) -> [Document] {
    [Document(id: name, title: "\(name) long")]
      + (0..<10_000).map {
        Document(id: "\(name)-\($0)", kind: .comment, parent: name, body: "n\($0) common")
      }
  }

  private static func short(_ numbers: Range<Int>) -> [Document] {
    numbers.flatMap { number in
      [
        Document(id: "s\(number)", title: "short"),
        Document(id: "s\(number)-0", kind: .comment, parent: "s\(number)", body: "common"),
      ]
    }
  }

  @Test func aThreadOfTenThousandComments() throws {
    try index.add(Self.short(0..<100) + Self.long("a") + Self.short(100..<137) + Self.long("b"))
    #expect(try ids("has:comment(n9999)") == ["a", "b"])
    #expect(try ids("has:comment(n0) title:a") == ["a"])
    #expect(try ids("has:comment(common)").count == 139)
    #expect(try ids("in:review(a)") == Set((0..<10_000).map { "a-\($0)" }))
    #expect(try ids("in:review(long) n77") == ["a-77", "b-77"])
    #expect(try ids("in:review(short)").count == 137)
    #expect(try ids("in:review(has:comment(n5)) -common") == [])
    #expect(try ids("in:review(has:comment(n5)) n6") == ["a-6", "b-6"])
    #expect(try ids("has:comment(in:review(a))") == ["a"])
    try index.delete("a", "b-9999")
    #expect(try ids("has:comment(n9999)") == [])
    #expect(try ids("in:review(long) n77") == ["b-77"])
    #expect(try ids("n77") == ["a-77", "b-77"])
  }

  /// The parts of a thread come in several commits, its review in any of them.
  @Test(arguments: 0..<3) func aThreadInSeveralSegments(segmentOfReview: Int) throws {
    for part in 0..<3 {
      var documents = Self.short(part * 10..<part * 10 + 10)
      if part == segmentOfReview { documents.append(Document(id: "r", title: "review words")) }
      documents += (0..<70).map {
        Document(id: "c\(part)-\($0)", kind: .comment, parent: "r", body: "part\(part) c\($0)")
      }
      try index.add(documents)
    }
    let all = Set((0..<3).flatMap { part in (0..<70).map { "c\(part)-\($0)" } })
    func check() throws {
      #expect(try ids("in:review(words)") == all)
      for part in 0..<3 { #expect(try ids("has:comment(+part\(part) +c69)") == ["r"]) }
      #expect(try ids("has:comment(+part0 +part1)") == [])
      #expect(try ids("+has:comment(part0) +has:comment(part2)") == ["r"])
      #expect(try ids("in:review(has:comment(part1)) c3") == ["c0-3", "c1-3", "c2-3"])
    }
    try check()
    // Another review of the same id, in another segment.
    try index.add([Document(id: "r", title: "review words again")])
    try check()
    #expect(try ids("in:review(again)") == all)
    try index.delete("c1-69")
    #expect(try ids("has:comment(+part1 +c69)") == [])
    try index.compact()
    #expect(try ids("in:review(again)") == all.subtracting(["c1-69"]))
    try index.delete("r")
    #expect(try ids("in:review(again)") == [] && ids("has:comment(part0)") == [])
  }

  /// Comments whose review is nowhere have no review that matches.
  @Test func commentsWithoutTheirReview() throws {
    try index.add([Document(id: "a", kind: .comment, parent: "r", body: "x")])
    try index.add([Document(id: "b", kind: .comment, parent: "r", body: "y"), Document(id: "o", body: "x")])
    #expect(try ids("in:review").isEmpty && ids("has:comment").isEmpty)
    try index.add([Document(id: "r", body: "z")])
    #expect(try ids("in:review(z)") == ["a", "b"] && ids("has:comment(x)") == ["r"])
  }

  /// What is answered may be in the same segment, in another, come later, be replaced or be deleted.
  @Test func answersToAnAuthor() throws {
    try index.add([
      Document(id: "r", author: "Ann Lee", body: "x"),
      Document(id: "a", kind: .comment, parent: "r", author: "Bob", body: "x"),
      Document(id: "b", kind: .comment, parent: "a", thread: "r", author: "Ann", body: "x"),
      Document(id: "early", kind: .comment, parent: "late", thread: "r", body: "x"),
      Document(id: "own", kind: .comment, parent: "own", author: "Narcissus", body: "x"),
    ])
    #expect(try ids("reply-to:ann") == ["a"] && ids("reply-to:bob") == ["b"])
    #expect(try ids("reply-to:=Ann") == [] && ids("reply-to:=\"Ann Lee\"") == ["a"])
    #expect(try ids("reply-to:narcissus") == ["own"])
    try index.add([
      Document(id: "late", kind: .comment, parent: "b", thread: "r", author: "Zoe", body: "x"),
      Document(id: "c", kind: .comment, parent: "r", author: "Dan", body: "x"),
    ])
    func check(_ zoe: Set<String>) throws {
      #expect(try ids("reply-to:zoe") == zoe)
      #expect(try ids("reply-to:ann") == ["a", "c", "late"])
      #expect(try ids("reply-to:bob") == ["b"])
      #expect(try ids("has:comment(reply-to:bob)") == ["r"])
    }
    try check(["early"])
    // Another of the same id, by another author.
    try index.add([Document(id: "a", kind: .comment, parent: "r", author: "Bob Zoe", body: "x")])
    try check(["early", "b"])
    try index.compact()
    try check(["early", "b"])
    try index.delete("late")
    #expect(try ids("reply-to:zoe") == ["b"] && ids("reply-to:ann") == ["a", "c"])
    try index.compact()
    #expect(try ids("reply-to:zoe") == ["b"] && ids("has:reply-to").contains("early"))
    try index.add([Document(id: "late", kind: .comment, thread: "r", author: "Zoe", body: "x")])
    #expect(try ids("reply-to:zoe") == ["b", "early"])
  }

  @Test(
    .enabled(if: SharedData.directory != nil, "the shared corpora are not on this machine"),
    arguments: [
      "wxr/themeunittestdata.wordpress.xml", "wxr/theme-test-data.64-block-test-data.xml",
    ])
  func aWordPressExport(name: String) throws {
    var documents: [Document] = []
    DocumentReader(sources: [SharedData.file(name)]).forEach { event in
      if case .document(let document) = event { documents.append(document) }
    }
    try index.add(documents)
    let thread = Dictionary(uniqueKeysWithValues: documents.map { ($0.id, $0.thread ?? $0.id) })
    let comments = documents.filter { $0.parent != nil }
    let commented = Set(comments.compactMap { thread[$0.id] })
    #expect(!commented.isEmpty)
    #expect(try ids("has:comment") == commented)
    #expect(try ids("in:review") == Set(comments.map(\.id)))
    let answered = Dictionary(grouping: comments) { comment in
      documents.first { $0.id == comment.parent }?.author
    }
    for (author, answers) in answered {
      guard let author, author.unicodeScalars.allSatisfy({ $0.isASCII }) else { continue }
      #expect(try ids("reply-to:=\"\(author)\"") == Set(answers.map(\.id)))
    }
    // Every word of a comment leads to its review, and every review's title to its comments.
    for comment in comments {
      let review = try #require(documents.first { $0.id == thread[comment.id] })
      let spoken = comment.body.lowercased().split { !$0.isASCII || !$0.isLetter && !$0.isNumber }
      for word in Set(spoken).sorted().prefix(20) {
        #expect(try ids("has:comment(body:\(word))").contains(review.id))
      }
      let words = (review.title ?? "").split { !$0.isASCII || !$0.isLetter && !$0.isNumber }
      if words.isEmpty { continue }
      #expect(try ids("in:review(title:\"\(words.joined(separator: " "))\")").contains(comment.id))
    }
  }
}
