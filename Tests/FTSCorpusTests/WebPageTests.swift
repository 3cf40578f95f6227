import FTSDocument
import FTSTestSupport
import Testing

@testable import FTSCorpus

@Suite struct WebPageTests {
  private func documents(_ body: String, head: String = "<title>Her</title>") -> [Document] {
    let all = events("<!DOCTYPE html><html><head>\(head)</head><body>\(body)</body></html>", as: .html)
    #expect(all.problems.isEmpty)
    return all.documents
  }

  @Test func readsAPostOfWordPressWithItsComments() {
    let all = events(TextSamples.webPage, as: .html)
    #expect(all.problems.isEmpty)
    let id = "films.example.org/2014/her"
    let url = "https://films.example.org/2014/her/"
    #expect(
      all.documents == [
        Document(
          id: id, kind: .review, title: "Her (Spike Jonze, 2013)", author: "Ann",
          date: Timestamp("2014-05-01T18:15:00Z"), url: url,
          tags: ["science fiction", "romance"], language: "en-US",
          body: "A film about loneliness.\n\nAnd a voice.",
          attributes: [
            Attribute("film", .string("Her")), Attribute("director", .string("Spike Jonze")),
            Attribute("year", .number(2013)),
            Attribute("quote", .string("An operating system.")),
          ]),
        Document(
          id: id + "#comment-7", kind: .comment, parent: id, thread: id, author: "Bo",
          date: Timestamp("2014-05-02T16:05:00Z"),
          url: url + "#comment-7", body: "I do not agree.\n\nNot at all."),
        Document(
          id: id + "#comment-8", kind: .comment, parent: id + "#comment-7", thread: id, author: "Cy",
          date: Timestamp("2014-05-03T09:00:00Z"), url: url + "#comment-8", body: "But I do."),
        Document(
          id: id + "#comment-9", kind: Kind(rawValue: "pingback"), parent: id, thread: id,
          url: url + "#comment-9",
          body: "Pingback: Elsewhere"),
      ])
  }

  @Test func aPageThatSaysNothingOfItselfIsOneReview() {
    let all = documents(
      "<nav>Home</nav><h1>Her</h1><p>One.</p><p>Two.</p><aside>Other</aside><footer>© 2014</footer><script>x()</script>"
    )
    #expect(all == [Document(id: "her", kind: .review, title: "Her", body: "One.\n\nTwo.")])
  }

  @Test func microdataAreRead() throws {
    let all = documents(
      """
      <div itemscope itemtype="http://schema.org/Review"><h2 itemprop="name">Tender</h2>
      <div itemprop="itemReviewed" itemscope itemtype="https://schema.org/Movie"><span itemprop="name">Her</span></div>
      by <span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">Ann</span></span>
      <meta itemprop="datePublished" content="2014-05-01">
      <span itemprop="reviewRating" itemscope itemtype="http://schema.org/Rating"><meta itemprop="worstRating" content="1">
      <span itemprop="ratingValue">4.5</span>/<span itemprop="bestRating">5</span></span>
      <div itemprop="reviewBody"><p>One.</p><p>Two.</p></div>
      <div itemprop="comment" itemscope itemtype="http://schema.org/Comment" id="c1"><span itemprop="author">Bo</span>
      <time itemprop="dateCreated" datetime="2014-05-02T08:00:00Z">yesterday</time><p itemprop="text">No.</p>
      <div itemprop="comment" itemscope itemtype="http://schema.org/Comment" id="c2"><p itemprop="text">Yes.</p></div></div></div>
      """)
    #expect(
      all == [
        Document(
          id: "tender", title: "Tender", author: "Ann", date: Timestamp("2014-05-01"), rating: 4.5,
          body: "One.\n\nTwo.",
          attributes: [Attribute("item", .string("Her"))]),
        Document(
          id: "tender#c1", kind: .comment, parent: "tender", thread: "tender", author: "Bo",
          date: Timestamp("2014-05-02T08:00:00Z"),
          body: "No."),
        Document(id: "tender#c2", kind: .comment, parent: "tender#c1", thread: "tender", body: "Yes."),
      ])
  }

  /// As often as they have names at every level, they would be more than any machine can hold.
  @Test func commentsThatAreCalledSeveralThingsAreReadOnce() {
    let depth = 35
    let open =
      "<div itemprop=\"comment answer reply\" itemscope itemtype=\"http://schema.org/Comment\"><p itemprop=\"text\">No.</p>"
    let microdata = documents(
      "<div itemscope itemtype=\"http://schema.org/Review\"><b itemprop=\"name\">Her</b>"
        + String(repeating: open, count: depth) + String(repeating: "</div>", count: depth) + "</div>")
    #expect(microdata.count == 1 + depth)
    let microformats = documents(
      "<div class=\"h-entry\"><b class=\"p-name\">Her</b><div class=\"e-content\">Text</div>"
        + "<div class=\"u-comment p-comment h-cite\"><p class=\"p-content\">No.</p></div></div>")
    #expect(microformats.map(\.body) == ["Text", "No."])
  }

  @Test func severalReviewsOfOnePageAreReviewsEach() {
    let review = { (id: String, author: String, rating: Int) in
      """
      <div itemprop="review" itemscope itemtype="http://schema.org/Review" id="\(id)"><b itemprop="author">\(author)</b>
      <span itemprop="reviewRating" itemscope><meta itemprop="ratingValue" content="\(rating)"></span>
      <p itemprop="description">By \(author).</p></div>
      """
    }
    let all = documents(
      "<div itemscope itemtype=\"http://schema.org/Product\"><h1 itemprop=\"name\">Bread mix</h1>"
        + review("r7", "Ann", 5) + review("r8", "Bo", 1) + "</div>")
    #expect(all.map(\.id) == ["bread-mix#r7", "bread-mix#r8"])
    #expect(all.map(\.author) == ["Ann", "Bo"])
    #expect(all.map(\.rating) == [5, 1])
    #expect(all.map(\.body) == ["By Ann.", "By Bo."])
    #expect(all.allSatisfy { $0.kind == .review && $0.parent == nil })
  }

  @Test func linkedDataFillWhatTheMarkupLeavesOpen() {
    let head = """
      <title>Her | Films</title><script type="application/ld+json">{"@context":"https://schema.org","@graph":[
      {"@type":"WebSite","name":"Films"},{"@type":["Article"],"headline":"Her &amp; him","datePublished":"2014-05-01T18:15:00+00:00",
      "author":{"@id":"#ann"},"keywords":["a","b"],"review":{"@type":"Review","reviewRating":{"@type":"Rating","ratingValue":"4"}}},
      {"@type":"Person","@id":"#ann","name":"Ann"}]}</script>
      """
    let all = documents("<article><h1>Her</h1><p>Text.</p></article>", head: head)
    #expect(
      all == [
        Document(
          id: "her-him", title: "Her & him", author: "Ann", date: Timestamp("2014-05-01T18:15:00Z"),
          rating: 4, tags: ["a", "b"],
          body: "Text.")
      ])
  }

  @Test func linkedDataAloneAreEnough() {
    let head = """
      <title>Shop</title><script type="application/ld+json">{"@type":"Product","name":"Bread mix","review":[
      {"@type":"Review","author":"Ann","reviewRating":{"ratingValue":5},"reviewBody":"Good.","name":"Yes"},
      {"@type":"Review","author":{"name":"Bo"},"reviewRating":{"ratingValue":1},"reviewBody":"Bad.","datePublished":"2014"}]}</script>
      <script type="application/ld+json">{broken</script>
      """
    let all = documents("<div id=app></div>", head: head)
    #expect(all.map(\.body) == ["Good.", "Bad."])
    #expect(all.map(\.author) == ["Ann", "Bo"])
    #expect(all.map(\.id) == ["shop#r1", "shop#r2"])
  }

  @Test func microformatsAreRead() {
    let all = documents(
      """
      <article class="h-entry"><h1 class="p-name">Her</h1><a class="p-author h-card" href="/ann">Ann</a>
      <time class="dt-published" datetime="2014-05-01">May</time><a class="u-url" href="https://ann.example/her/">#</a>
      <data class="p-rating" value="4">four</data><a class="p-category">sf</a>
      <div class="e-content"><p>Text.</p><blockquote>Said.</blockquote></div>
      <div class="u-comment h-cite" id="x"><a class="u-author h-card">Bo</a><p class="p-content">No.</p></div></article>
      """)
    #expect(all.map(\.id) == ["ann.example/her", "ann.example/her#x"])
    #expect(all.map(\.author) == ["Ann", nil])
    #expect(all.map(\.body) == ["Text.", "No."])
    #expect(all[0].date == Timestamp("2014-05-01") && all[0].rating == 4 && all[0].tags == ["sf"])
    #expect(all[0].strings("quote") == ["Said."])
  }

  @Test func olderMicroformatsAreRead() {
    let all = documents(
      """
      <div class="hreview"><h2 class="summary">Tender</h2><span class="item"><span class="fn">Her</span></span>
      <span class="reviewer vcard"><span class="fn">Ann</span></span> <abbr class="dtreviewed" title="2014-05-01">May</abbr>
      <abbr class="rating" title="4">****</abbr><div class="description"><p>Text.</p></div></div>
      """)
    #expect(
      all == [
        Document(
          id: "tender", title: "Tender", author: "Ann", date: Timestamp("2014-05-01"), rating: 4,
          body: "Text.",
          attributes: [Attribute("item", .string("Her"))])
      ])
  }

  @Test func commentsInOtherMarkupAreRead() {
    let all = documents(
      """
      <div class="post-body"><p>Text.</p></div><section class="comments">
      <div class="comment" id="c1"><p class="comment-header">Bo <span class="comment-date">2014-05-02</span></p>
      <div class="comment-content">One.</div><div class="comment" id="c2"><div class="comment-content">Two.</div></div></div>
      <article class="comment"><footer class="comment-meta"><b class="fn">Cy</b><time datetime="2014-05-03">3 May</time></footer>
      <div class="comment-content"><p>Three.</p></div></article></section>
      """)
    #expect(all.map(\.body) == ["Text.", "One.", "Two.", "Three."])
    #expect(all.map(\.parent) == [nil, "her", "her#c1", "her"])
    #expect(all.map(\.author) == [nil, nil, nil, "Cy"])
    #expect(all.map { $0.date?.description } == [nil, "2014-05-02", nil, "2014-05-03"])
  }

  @Test func theSetNamedInThePageIsUndone() {
    let bytes =
      Array(
        "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\"><title>".utf8)
      + [0xCC, 0xE8, 0xF0] + Array("</title></head><body>x</body></html>".utf8)
    #expect(events(bytes, as: .html).documents.map(\.title) == ["Мир"])
    let unknown = events("<html><meta charset=x-none><title>é</title>", as: .html)
    #expect(unknown.documents.map(\.title) == ["é"])
    #expect(unknown.problems.map(\.severity) == [.warning])
  }

  @Test(arguments: [
    "<!DOCTYPE html><p>x", "  <HTML lang=de>",
    "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\">",
    "<!-- saved from url=(0001)x -->\n<html>",
  ])
  func webPagesAreToldByTheirBeginning(text: String) {
    #expect(FormatDetector.format(of: Array(text.utf8)) == .html)
  }

  @Test func aPageWithoutWordsIsTold() {
    let all = events("<html><body><script>run()</script></body></html>", as: .html)
    #expect(all.problems.map(\.description) == ["test: no title and no text in the page"])
  }

  @Test func whatABrowserSavedBesideAPageIsPassedOver() throws {
    let directory = try TemporaryDirectory()
    try directory.write("her.html", TextSamples.webPage.utf8)
    try directory.write("her_files/frame.html", "<html><title>Frame</title>".utf8)
    #expect(events([directory.path]).documents.count == 4)
  }

  @Test func deepAndManyElementsDoNoHarm() {
    let deep = String(repeating: "<div class=comment id=a>", count: 20_000) + "x"
    #expect(!events("<html><title>T</title><body>" + deep, as: .html).documents.isEmpty)
    let scopes = String(repeating: "<div itemscope itemtype=x/Comment itemprop=comment>", count: 5000)
    #expect(!events("<html><title>T</title><body>" + scopes, as: .html).documents.isEmpty)
    let entries = String(repeating: "<div class='h-entry u-comment h-cite'>", count: 5000)
    #expect(!events("<html><title>T</title><body>" + entries, as: .html).documents.isEmpty)
    let empty = String(repeating: "<b>", count: 500_000)
    #expect(!events("<html><title>T</title><body>" + empty, as: .html).documents.isEmpty)
  }
}
