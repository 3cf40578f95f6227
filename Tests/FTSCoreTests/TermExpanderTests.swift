import FTSAnalysis
import FTSAutomata
import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

/// What patterns come to, against a scan of all forms and postings.
@Suite struct TermExpanderTests {
  private static let words = [
    "meditate", "meditates", "meditation", "meditating", "medium", "media", "film", "films", "filming",
    "Café",
    "cafe", "cafes", "humanism", "humanist", "humanity", "human", "run", "running", "runs", "ran", "映画", "映",
    "sci",
    "fi", "fiction", "antidisestablishmentarianism", "antidisestablishmentarians", "x1", "x2", "x11",
  ]

  private static let patterns = [
    "medit*", "MEDIT*", "caf*", "Café~1", "humanizm~1", "humanizm~2", "film~1", "film~2", "run*", "r?n",
    "*ing",
    "*", "m*a*", "/human(ist|ity)?/", "/.{1,3}/", "?1", "*1?", "antidis*", "antidisestablishmentarianisms~1",
    "映*", "zzz*", "absent~1", "*s",
  ]

  private let directory: TemporaryDirectory
  private let store: IndexStore
  private let tokenizer: Tokenizer

  init() throws {
    directory = try TemporaryDirectory()
    var generator = SeededGenerator(seed: UInt64.random(in: 0...(.max)))
    let writer = try IndexWriter(path: directory.file("index"), analyzer: "english")
    defer { writer.close() }
    for commit in 0..<3 {
      for number in 0..<300 {
        let words = (0..<generator.number(1...40)).map { _ in
          Self.words.randomElement(using: &generator) ?? ""
        }
        // Enough occurrences in one document that its cell has records.
        let many = generator.chance(0.05) ? String(repeating: " films", count: generator.number(1...300)) : ""
        try writer.add(
          Document(
            id: "\(commit)-\(number)",
            title: generator.chance(0.3) ? words.prefix(3).joined(separator: " ") : nil,
            author: generator.chance(0.3) ? "Meditating Human" : nil,
            body: words.joined(separator: " ") + many))
      }
      try writer.commit()
    }
    for number in 0..<60 { #expect(try writer.delete(id: "1-\(number)")) }
    try writer.commit()
    store = try IndexStore.open(directory.file("index"))
    tokenizer = store.analyzer.makeTokenizer()
  }

  private func pattern(_ text: String) throws -> FormPattern {
    let query =
      text == "*" ? Query(.text(.wildcard(WildcardPattern("*")), in: nil)) : try QueryParser.parse(text)
    guard case .text(let match, in: nil) = query.clauses[0].query.node,
      case .expansion(let pattern) = QueryAnalyzer(tokenizer).alternatives(match).last?.terms.last
    else { preconditionFailure("\(text) is no pattern") }
    return pattern
  }

  /// The forms of all segments that a pattern describes, and their terms, by looking at each.
  private func scan(_ pattern: FormPattern, _ snapshot: Snapshot) throws -> (
    forms: Set<String>, terms: [[UInt8]]
  ) {
    let match: TextMatch =
      switch pattern {
      case .wildcard(let pattern): .wildcard(pattern)
      case .fuzzy(let form, let distance): .fuzzy(form, distance: distance)
      case .regex(let pattern): .regex(pattern)
      }
    var all: Set<String> = []
    for segment in snapshot.segments {
      var entries = try segment.entries(\.forms)
      while try entries.next() != nil { all.insert(String(decoding: entries.key, as: UTF8.self)) }
    }
    let found = forms(all, describedBy: match)
    let terms = Set(
      found.map { form in tokenizer.withTerm(of: form.utf8.span) { term in term.indices.map { term[$0] } } })
    return (found, terms.sorted { $0.lexicographicallyPrecedes($1) })
  }

  private struct Posting: Equatable {
    var document: DocID
    var frequencies: FieldFrequencies
    var positions: [[Int]]
  }

  private func postings(_ list: PostingList, positions isWanted: Bool) -> [Posting] {
    var postings: [Posting] = []
    list.forEachPosting { document, frequencies, reader in
      var positions: [[Int]] = []
      if isWanted {
        PositionDecoder.forEachPosition(frequencies, &reader) { positions.append([Int($0.rawValue), $1]) }
      }
      postings.append(Posting(document: document, frequencies: frequencies, positions: positions))
    }
    return postings
  }

  /// The postings of some terms put together.
  private func union(_ terms: [[UInt8]], _ segment: SegmentReader, positions: Bool) throws -> [Posting] {
    var union: [DocID: Posting] = [:]
    for term in terms {
      guard let info = try segment.termInfo(term) else { continue }
      for posting in postings(try segment.postingList(info), positions: positions) {
        guard var known = union[posting.document] else {
          union[posting.document] = posting
          continue
        }
        for field in Field.allCases { known.frequencies[field] += posting.frequencies[field] }
        known.positions = (known.positions + posting.positions).sorted { $0.lexicographicallyPrecedes($1) }
        union[posting.document] = known
      }
    }
    return union.values.sorted { $0.document < $1.document }
  }

  @Test(arguments: patterns) func moreFormsThanAreAllowedAreAnError(text: String) throws {
    let snapshot = try store.snapshot()
    let pattern = try pattern(text)
    let count = try scan(pattern, snapshot).forms.count
    let expander = TermExpander(tokenizer)
    func forms() throws(IndexError) -> Int? {
      try expander.expand(
        pattern, snapshot, bm25: BM25(settings: store.settings, averageLength: 20), store.settings.weights,
        hasPositions: false
      ).expansion?.forms
    }
    expander.maximumForms = count
    #expect(try forms() == count)
    if count > 0 {
      expander.maximumForms = count - 1
      #expect(throws: IndexError.tooManyForms(pattern: pattern.description, limit: count - 1)) { try forms() }
    }
    withExtendedLifetime(snapshot) {}
  }

  @Test(arguments: patterns, [false, true])
  func aPatternIsAllItsTermsAsOne(text: String, hasPositions: Bool) throws {
    let snapshot = try store.snapshot()
    let pattern = try pattern(text)
    let expander = TermExpander(tokenizer)
    let bm25 = BM25(settings: store.settings, averageLength: snapshot.manifest.averageLength)
    // Memory that was used before.
    for other in ["*", "?1"] {
      _ = try expander.expand(
        try self.pattern(other), snapshot, bm25: bm25, store.settings.weights, hasPositions: false)
    }
    let term = try expander.expand(
      pattern, snapshot, bm25: bm25, store.settings.weights, hasPositions: hasPositions)
    let expected = try scan(pattern, snapshot)
    #expect(term.expansion?.forms == expected.forms.count)
    #expect(term.expansion?.terms == expected.terms)
    var documentFrequency = 0
    for segment in snapshot.segments {
      let list = term.postings[segment.index]
      let union = try union(expected.terms, segment, positions: hasPositions)
      #expect(list.map { postings($0.list, positions: hasPositions) } ?? [] == union)
      #expect(list?.documentFrequency ?? 0 == union.count)
      documentFrequency += union.count
    }
    #expect(term.documentFrequency == documentFrequency)
    withExtendedLifetime(snapshot) {}
  }

  @Test func aFoldedWordIsHeldAgainstFoldedForms() throws {
    #expect(try pattern("CAFÉ*") == .wildcard(WildcardPattern("cafe*")))
    #expect(try pattern("Naïve's~1") == .fuzzy("naive", distance: 1))
    #expect(try pattern("Wéird*É") == .wildcard(WildcardPattern("weird*e")))
  }

  @Test func whatTheAnalyzerTakesApartIsAPhrase() throws {
    func terms(_ match: TextMatch) -> [[String]] {
      QueryAnalyzer(tokenizer).alternatives(match).map { $0.terms.map(\.description) }
    }
    #expect(terms(.prefix("Sci-fict")) == [["sci", "fict*"]])
    #expect(terms(.wildcard(WildcardPattern("running-m?n-w*d-films"))) == [["run", "m?n", "w*d", "film"]])
    #expect(terms(.fuzzy("Running men", distance: 1)) == [["run", "men"], ["run", "men~1"]])
    #expect(terms(.prefix("!")) == [] && terms(.wildcard(WildcardPattern("-*-"))) == [])
    #expect(terms(.fuzzy("…", distance: 2)) == [])
    #expect(terms(.wildcard(WildcardPattern("??"))) == [["??"]])
    #expect(terms(.prefix("sci-")) == [["sci"]] && terms(.wildcard(WildcardPattern("*.txt"))) == [["txt"]])
    #expect(terms(.wildcard(WildcardPattern("a-?at"))) == [["a", "?at"]])
    #expect(terms(.wildcard(WildcardPattern("don'?"))) == [["don?"]])
  }
}
