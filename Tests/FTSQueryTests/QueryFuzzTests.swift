import FTSQuery
import FTSTestSupport
import Testing

/// Any text is a query.
@Suite struct QueryFuzzTests {
  @Test(arguments: Seeds.all) func `no text is too much for the parser`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let texts = RandomQueryText()
    var options = QueryParser.Options()
    for round in 0..<100_000 {
      let text = texts.next(using: &generator)
      options.requiresAll = round % 5 == 0
      options.attributes = round % 3 == 0 ? ["film"] : nil
      let query = try QueryParser.parse(text, options)
      #expect(throws: Never.self, "seed \(seed): \(text)") { try query.validate() }
      check(query, of: text, seed)
      // What was read is written as what is read.
      let description = query.description
      let read = try QueryParser.parse(description)
      if read != query { Issue.record("seed \(seed): \(text) is \(description), which is read as \(read)") }
    }
  }

  @Test(arguments: Seeds.all) func `strict mode reads what it does not refuse as the other does`(seed: UInt64)
    throws
  {
    var generator = SeededGenerator(seed: seed)
    var texts = RandomQueryText()
    texts.length = 1...6
    texts.separator = " "
    var strict = QueryParser.Options()
    strict.isStrict = true
    var refused = 0
    for _ in 0..<20_000 {
      let text = texts.next(using: &generator)
      do {
        let query = try QueryParser.parse(text, strict)
        #expect(try query == QueryParser.parse(text), "seed \(seed): \(text)")
      } catch {
        refused += 1
        #expect((0...text.utf8.count).contains(error.position), "seed \(seed): \(text)")
      }
    }
    #expect((1..<20_000).contains(refused))
  }

  @Test(arguments: Seeds.all) func `bytes that are any are a query`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50_000 {
      let bytes = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      let query = try QueryParser.parse(String(decoding: bytes, as: UTF8.self))
      #expect(try QueryParser.parse(query.description) == query, "seed \(seed): \(bytes)")
    }
  }

  /// Ranges lie in the text, and in those of the groups around.
  private func check(_ query: Query, of text: String, _ seed: UInt64) {
    let whole = query.range ?? 0..<text.utf8.count
    func visit(_ query: Query, in outer: Range<Int>) {
      guard let range = query.range else {
        if query != .nothing, query.node != .everything {
          Issue.record("seed \(seed): \(text): \(query) stands nowhere")
        }
        return
      }
      if range.lowerBound < outer.lowerBound || range.upperBound > outer.upperBound {
        Issue.record("seed \(seed): \(text): \(query) at \(range) in \(outer)")
      }
      switch query.node {
      case .boolean(let clauses): for clause in clauses { visit(clause.query, in: range) }
      case .atLeast(_, let queries): for query in queries { visit(query, in: range) }
      case .boosted(let inner, _), .filter(.inReview(let inner)), .filter(.hasComment(let inner)):
        visit(inner, in: range)
      default: break
      }
    }
    visit(query, in: whole)
    if whole.upperBound > text.utf8.count { Issue.record("seed \(seed): \(text)") }
  }
}
