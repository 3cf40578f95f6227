import FTSProtocol
import FTSTestSupport
import Testing

@testable import FTSPage

@Suite struct PageTests {
  private static func metadata(_ generator: inout SeededGenerator) -> DocumentMetadata {
    func text() -> String { HostileText.random(&generator) }
    return DocumentMetadata(
      title: Bool.random(using: &generator) ? text() : nil, author: text(), date: text(),
      rating: [nil, 4.5, -1e300, .infinity, .nan].randomElement(using: &generator) ?? nil, parent: text(),
      thread: text(), threadTitle: text(), url: text(), tags: [text(), text()], language: text(),
      attributes: Attributes([(text(), .string(text())), (text(), .number(.nan))]))
  }

  private static func hit(_ generator: inout SeededGenerator, depth: Int = 0) -> SearchHit {
    let snippet = HostileText.random(&generator)
    let length = snippet.utf8.count
    // Where an index is damaged they may be anything.
    let highlights = (0..<3).map { _ in
      let start = Int.random(in: 0...length, using: &generator)
      return start..<Int.random(in: start...(length + 2), using: &generator)
    }
    let comments = depth == 0 ? (0..<2).map { _ in hit(&generator, depth: 1) } : []
    return SearchHit(
      id: HostileText.random(&generator), kind: HostileText.random(&generator), score: 1,
      metadata: metadata(&generator), snippet: snippet, highlights: highlights,
      matches: depth == 0 ? ThreadResponse(documents: 3, includesHit: true, comments: comments, more: 2) : nil
    )
  }

  private static func facets(_ generator: inout SeededGenerator) -> [FacetResponse] {
    Selection.Field.allCases.map { field in
      let values = (0..<9).map { index in
        FacetResponse.Bucket(
          value: field == .rating ? .number(Double(index)) : .string(HostileText.random(&generator)),
          count: 9 - index)
      }
      return FacetResponse(name: field.rawValue, documents: 45, mean: 4.25, values: values, otherValues: 3)
    }
  }

  private static func document(_ generator: inout SeededGenerator) -> DocumentResponse {
    DocumentResponse(
      id: HostileText.random(&generator), kind: HostileText.random(&generator),
      metadata: metadata(&generator),
      body: (0..<4).map { _ in HostileText.random(&generator) }.joined(separator: "\n\n"))
  }

  private static func state(_ generator: inout SeededGenerator) -> PageState {
    var state = PageState()
    state.query = HostileText.random(&generator)
    state.selections = Selection.Field.allCases.map { Selection($0, HostileText.random(&generator)) }
    state.page = 2
    return state
  }

  /// Holds for every page, whatever is in it.
  private func check(_ bytes: [UInt8], _ note: String) throws -> Markup {
    let markup = try Markup(bytes)
    let names: Set = [
      "html", "head", "meta", "title", "link", "script", "body", "header", "main", "form", "label", "input",
      "button",
      "ul", "li", "ol", "a", "p", "div", "section", "aside", "nav", "article", "h1", "h2", "h3", "span",
      "bdi", "time",
      "mark", "svg", "rect", "select", "option", "details", "summary", "dl", "dt", "dd", "code",
    ]
    #expect(Set(markup.elements.map(\.name)).subtracting(names).isEmpty, "\(note)")
    for element in markup.elements {
      #expect(
        !element.attributes.keys.contains { $0.hasPrefix("on") || $0 == "style" || $0 == "srcdoc" }, "\(note)"
      )
      if let address = element["href"] {
        let isOurs =
          address.hasPrefix("/") && !address.hasPrefix("//") || ["#found", "#summary"].contains(address)
        let isOutside = ["http://", "https://"].contains { address.lowercased().hasPrefix($0) }
        #expect(
          isOurs || isOutside && element["rel"] == "noopener noreferrer nofollow", "\(note): \(address)")
      }
      #expect(element["src"] == nil || element["src"] == "/page.js", "\(note)")
      #expect(element["action"] == nil || element["action"] == "/", "\(note)")
    }
    #expect(markup.all("script").map(\.text) == [""] && markup.all("h1").count == 1, "\(note)")
    let ids = markup.elements.compactMap { $0["id"] }
    #expect(Set(ids).count == ids.count, "\(note)")
    for element in markup.elements {
      for name in ["for", "form", "aria-labelledby"] {
        if let id = element[name] { #expect(ids.contains(id), "\(note): \(id)") }
      }
    }
    let labelled = Set(markup.all("label").compactMap { $0["for"] })
    for control in markup.elements
    where ["input", "select"].contains(control.name) && control["type"] != "hidden" {
      #expect(control["id"].map(labelled.contains) == true, "\(note)")
    }
    for link in markup.elements where ["a", "button", "summary"].contains(link.name) {
      #expect(!link.text.isEmpty, "\(note)")
    }
    return markup
  }

  @Test(arguments: Seeds.all)
  func resultsAreWellFormedWhateverIsInThem(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<30 {
      let state = Self.state(&generator)
      let hits = (0..<3).map { _ in Self.hit(&generator) }
      let response = SearchResponse(
        query: state.query, total: 3_000, by: .thread, documents: 4_000, isPartial: true,
        suggestion: HostileText.random(&generator), tookMicroseconds: 1, hits: hits,
        facets: Self.facets(&generator), offset: 10)
      let markup = try check(ResultsPage(state, response).html(), "seed \(seed)")
      let snippets = markup.all("p", class: "snippet").map(\.text)
      for hit in hits where hit.snippet != nil {
        #expect(
          snippets.contains { $0.utf8.elementsEqual((hit.snippet ?? "").utf8) } || isCut(hit), "seed \(seed)")
      }
      #expect(markup.element(id: "q")?["value"] == state.query, "seed \(seed)")
      #expect(markup.all("article").count == 3, "seed \(seed)")
    }
  }

  /// Whether the middle of a letter is marked, of which replacement characters are shown.
  private func isCut(_ hit: SearchHit) -> Bool {
    let text = Array((hit.snippet ?? "").utf8)
    return hit.highlights.contains { range in
      [range.lowerBound, range.upperBound].contains { $0 < text.count && text[$0] & 0xc0 == 0x80 }
    }
  }

  @Test(arguments: Seeds.all)
  func aDocumentIsWellFormedWhateverIsInIt(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<30 {
      var thread = (0..<5).map { _ in Self.document(&generator) }
      for index in thread.indices { thread[index].id += "\(index)" }
      var document = thread[round % 5]
      if round % 2 == 0 {
        thread[0].id = document.metadata.thread
        if round % 5 == 0 { document = thread[0] }
      }
      let page = DocumentPage(Self.state(&generator), document, thread: thread, isCut: round % 3 == 0)
      let markup = try check(page.html(), "seed \(seed)")
      #expect(markup.element(id: "here") != nil, "seed \(seed)")
      let bodies = markup.all("div", class: "body").count
      #expect(bodies == 5, "seed \(seed)")
    }
  }

  @Test(arguments: HostileText.all)
  func aProblemIsWellFormedWhateverItSays(text: String) throws {
    var state = PageState()
    state.query = text
    let markup = try check(ProblemPage(Problem(.invalidQuery, text), state).html(), text)
    #expect(markup.all("p", class: "note").map(\.text) == [text])
    #expect(markup.element(id: "q")?["value"] == text)
  }

  private func results(
    _ parameters: [(name: String, value: String)], total: Int, hits: [SearchHit] = [], by: Grouping? = nil,
    facets: [FacetResponse] = []
  ) throws -> Markup {
    let state = try PageState(parameters: parameters)
    return try check(
      ResultsPage(
        state,
        SearchResponse(
          query: state.query, total: total, by: by, documents: by == nil ? nil : total + 2,
          tookMicroseconds: 1,
          hits: hits, facets: facets, offset: (state.page - 1) * 10)
      ).html(), "\(parameters)")
  }

  private static let hit = SearchHit(
    id: "a/b", kind: "comment", score: 1,
    metadata: DocumentMetadata(author: "Ana", date: "2019-02-17", rating: 4, thread: "t", threadTitle: "Her"),
    snippet: "Ein schöner Film", highlights: [4..<12])

  @Test func aHitSaysWhatItIs() throws {
    let markup = try results([("q", "schöner"), ("show", "best")], total: 1, hits: [Self.hit])
    #expect(markup.element(id: "summary")?.text == "1 document")
    #expect(markup.element(id: "hit-1")?.text == "Re: Her" && markup.all("mark").map(\.text) == ["schöner"])
    #expect(markup.all("p", class: "byline").map(\.text) == ["Ana17 February 2019★rated 4comment"])
    #expect(markup.all("time").map { $0["datetime"] } == ["2019-02-17"])
    #expect(
      markup.elements.contains { $0["href"] == "/document?id=a%2Fb&q=sch%C3%B6ner&show=best#here" })
    #expect(markup.all("nav").isEmpty && markup.all("aside").isEmpty)
  }

  @Test func whatWasMeantIsShownForWhatIsNotThere() throws {
    var asked = PageState()
    asked.query = "schönr"
    func nothing(partial: Bool, suggestion: String?) -> ResultsPage {
      ResultsPage(
        asked,
        SearchResponse(
          query: asked.query, total: 0, isPartial: partial, suggestion: suggestion, tookMicroseconds: 1,
          hits: []))
    }
    #expect(nothing(partial: false, suggestion: nil).meant == nil)
    #expect(nothing(partial: true, suggestion: "schöner").meant == nil)
    let meant = try #require(nothing(partial: false, suggestion: "schöner").meant)
    let response = SearchResponse(query: meant.query, total: 25, tookMicroseconds: 1, hits: [Self.hit])
    let page = ResultsPage(meant, response, asked: asked)
    #expect(page.meant == nil)
    let markup = try check(page.html(), "")
    #expect(markup.element(id: "q")?["value"] == "schönr")
    #expect(
      markup.all("p", class: "suggestion").map(\.text) == [
        "Nothing has schönr. These are results for schöner."
      ])
    // From there on it is about what was meant.
    #expect(markup.elements.contains { $0["href"] == "/?q=sch%C3%B6ner&page=2" })
  }

  @Test func pagesAreTurnedWithoutScripts() throws {
    let first = try results([("q", "x"), ("tag", "y")], total: 25, hits: [Self.hit], by: .thread)
    #expect(first.element(id: "summary")?.text == "27 documents in 25 threads")
    #expect(first.all("a").compactMap { $0["rel"] } == ["next"])
    #expect(first.elements.contains { $0["href"] == "/?q=x&tag=y&page=2" && $0["rel"] == "next" })
    let last = try results([("q", "x"), ("page", "3")], total: 25, hits: [Self.hit])
    #expect(last.all("a").compactMap { $0["rel"] } == ["prev"])
    #expect(last.all("ol", class: "hits").map { $0["start"] } == ["21"])
    let beyond = try results([("q", "x"), ("page", "9")], total: 25)
    #expect(beyond.all("p", class: "empty").map(\.text) == ["There is no such page."])
    let end = try results([("q", "x"), ("page", "1000")], total: 50_000, hits: [Self.hit])
    #expect(end.all("a").compactMap { $0["rel"] } == ["prev"])
  }

  @Test func facetsLeadToWhatTheyCount() throws {
    let facets = [
      FacetResponse(
        name: "year", documents: 3, mean: nil,
        values: [.init(value: .string("2013"), count: 1), .init(value: .string("2014"), count: 2)],
        otherValues: 0),
      FacetResponse(
        name: "rating", documents: 3, mean: 4.25,
        values: [.init(value: .number(4), count: 2), .init(value: .number(5), count: 1)], otherValues: 0),
      FacetResponse(name: "tag", documents: 0, mean: nil, values: [], otherValues: 0),
    ]
    let markup = try results([("q", "x"), ("year", "2014")], total: 3, hits: [Self.hit], facets: facets)
    #expect(
      markup.all("h2").filter { $0["id"]?.hasPrefix("facet") == true }.map(\.text) == ["Year", "Rating"])
    let links = markup.all("a").filter { $0.parents.contains("aside") }
    #expect(
      links.map { $0["href"] } == [
        "/?q=x", "/?q=x&year=2014&year=2013", "/?q=x&year=2014&rating=5", "/?q=x&year=2014&rating=4",
      ])
    #expect(links.map(\.text) == ["20142 documents", "20131 document", "51 document", "42 documents"])
    #expect(links.map { $0["aria-current"] } == ["true", nil, nil, nil])
    #expect(markup.all("p", class: "mean").map(\.text) == ["4.3 on average of 3 ratings"])
    #expect(markup.all("rect").compactMap { $0["width"] } == ["100", "50", "50", "100"])
    // What it is narrowed to goes along with what is typed next.
    let hidden = markup.all("input").filter { $0["type"] == "hidden" }
    #expect(hidden.map { [$0["form"], $0["name"], $0["value"]] } == [["search", "year", "2014"]])
  }

  @Test func whatSuitsTheQueryIsNotAskedFor() throws {
    func options(_ parameters: [(name: String, value: String)]) throws -> [String] {
      try results(parameters, total: 0).all("option").map {
        ($0["value"] ?? "") + ($0["selected"] == nil ? "" : "*")
      }
    }
    #expect(try options([("q", "x")]) == ["*", "best", "newest", "oldest", "rated"])
    #expect(try options([]) == ["threads", "best", "*", "oldest", "rated"])
    #expect(try options([("q", "x"), ("show", "rated")]) == ["", "best", "newest", "oldest", "rated*"])
    #expect(try options([("q", "x"), ("show", "")]) == ["*", "best", "newest", "oldest", "rated"])
  }

  @Test func commentsStandBelowWhatTheyAnswer() throws {
    func document(_ id: String, _ parent: String?, _ author: String) -> DocumentResponse {
      DocumentResponse(
        id: id, kind: parent == nil ? "review" : "comment",
        metadata: DocumentMetadata(
          title: parent == nil ? "Her" : nil, author: author, parent: parent, thread: "r"),
        body: "One.\n\nTwo.")
    }
    let thread = [
      document("r", nil, "Ana"), document("c", "r", "Bo"), document("d", "r", "Cy"), document("e", "c", "Di"),
    ]
    let markup = try check(DocumentPage(PageState(), thread[3], thread: thread, isCut: false).html(), "")
    let items = markup.all("li").filter { $0["class"]?.hasPrefix("depth") == true }
    #expect(items.map { $0["class"] } == ["depth-0", "depth-1", "depth-0"])
    #expect(items.map { $0["id"] } == [nil, "here", nil] && items[1].text.contains("In answer to Bo"))
    #expect(markup.element(id: "thread-name")?.text == "3 comments")
    #expect(markup.element(id: "summary")?.text == "Her" && markup.all("title").map(\.text) == ["Her – ftsd"])
    let orphan = try check(DocumentPage(PageState(), thread[3], thread: [thread[3]], isCut: true).html(), "")
    #expect(orphan.elements.contains { $0.text == "The review itself is not in the index." })
    #expect(orphan.elements.contains { $0["href"] == "/?q=thread%3Ar&show=oldest" })
  }

  @Test func thePolicyLetsNothingElseIn() {
    let policy = PageHeaders.all.first { $0.0 == "content-security-policy" }?.1 ?? ""
    #expect(policy.hasPrefix("default-src 'none'; ") && !policy.contains("unsafe") && !policy.contains("*"))
  }

  @Test func theAssetsAreThere() {
    #expect(String(decoding: PageAssets.style, as: UTF8.self).contains("prefers-color-scheme"))
    #expect(String(decoding: PageAssets.script, as: UTF8.self).contains("AbortController"))
    #expect(String(decoding: PageAssets.icon, as: UTF8.self).hasPrefix("<svg"))
    // Nobody else is asked for anything.
    for asset in [PageAssets.style, PageAssets.script] {
      let text = String(decoding: asset, as: UTF8.self)
      #expect(
        !text.contains("//www") && !text.contains("http:") && !text.contains("https:")
          && !text.contains("url("))
    }
  }
}
