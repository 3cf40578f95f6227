import FTSDocument
import FTSTestSupport
import Foundation
import Testing

@testable import FTSCorpus

@Suite struct MarkdownTests {
  private func documents(
    _ text: String, named name: String = "her.md", options: SourceOptions = SourceOptions()
  ) throws -> [Document] {
    let directory = try TemporaryDirectory()
    let all = events([try directory.write(name, text.utf8)], options)
    #expect(all.problems.isEmpty)
    return all.documents
  }

  private func text(_ markdown: String) -> String { MarkdownText.text(markdown[...]).body }

  @Test func readsEveryFieldOfAPost() throws {
    #expect(
      try documents(TextSamples.post, named: "_posts/2014-05-01-her.md") == [
        Document(
          id: "2014-05-01-her", kind: .review, title: "Her (Spike Jonze, 2013)", author: "Ann O'Dea",
          date: Timestamp("2014-05-01T18:15:00Z"), rating: 4.5, tags: ["science fiction", "romance"],
          body: "A film about loneliness, and a voice.\n\nA man in red Code is kept, HTML & all.",
          attributes: [
            Attribute("layout", .string("post")), Attribute("category", .string("film")),
            Attribute("category", .string("reviews")), Attribute("permalink", .string("/2014/her/")),
            Attribute("film", .string("Her")), Attribute("director", .string("Spike Jonze")),
            Attribute("year", .number(2013)),
            Attribute("quote", .string("An operating system that listens.")),
          ])
      ])
  }

  @Test(arguments: [
    "---\ntitle: Her\ndate: 2014-05-01\ntags: [a, b]\nrating: 4\ndraft: false\nextra:\n  year: 2013\n---\nText.",
    "+++\ntitle = \"Her\"\ndate = 2014-05-01\ntags = [\"a\", \"b\"]\nrating = 4\ndraft = false\n[extra]\nyear = 2013\n+++\nText.",
    "{\n\"title\": \"Her\", \"date\": \"2014-05-01\",\n\"tags\": [\"a\", \"b\"], \"rating\": 4, \"draft\": false, \"extra\": {\"year\": 2013}\n}\n\nText.",
    "---\r\ntitle: \"Her\"\r\ndate: 2014-05-01\r\ntags:\r\n- a\r\n- b\r\nrating: 4/5\r\nextra: {year: 2013}\r\n...\r\nText.",
  ])
  func frontMatterSaysTheSameInEveryLanguage(post: String) throws {
    #expect(
      try documents(post) == [
        Document(
          id: "her", title: "Her", date: Timestamp("2014-05-01"), rating: 4, tags: ["a", "b"], body: "Text.",
          attributes: [Attribute("extra.year", .number(2013))])
      ])
  }

  @Test(arguments: [
    ("date: 2014-5-1", "2014-05-01"), ("date: 2014-05-01 10:00:00 +0200", "2014-05-01T08:00:00Z"),
    ("date: 2014-05-01 10:00", "2014-05-01T10:00:00Z"),
    ("date: 2014-05-01 10:00:00 UTC", "2014-05-01T10:00:00Z"),
    ("date: May 1, 2014", "2014-05-01"), ("date: Thu, 1 May 2014 10:00:00 +0200", "2014-05-01T08:00:00Z"),
    ("x: y", nil),
  ])
  func datesAreReadAsSitesHaveThem(line: String, date: String?) throws {
    #expect(try documents("---\n\(line)\n---\nText.")[0].date?.description == date)
  }

  @Test(arguments: [
    ("rating: ★★★½", 3.5), ("rating: 4 / 5", 4), ("stars: 3", 3), ("rating:", nil),
  ])
  func ratingsAreNumbersOrStars(line: String, rating: Double?) throws {
    #expect(try documents("---\n\(line)\n---\nText.")[0].rating == rating)
  }

  @Test(arguments: [
    ("author: {name: Ann, email: a@b}", "Ann"), ("authors: [Ann, Bo]", "Ann, Bo"),
    ("authors:\n- name: Ann\n- name: Bo", "Ann, Bo"),
    ("author: 7", "7"),
  ])
  func authorsAreNamesHoweverTheyAreKept(line: String, author: String) throws {
    #expect(try documents("---\n\(line)\n---\nText.")[0].author == author)
  }

  @Test(arguments: [
    ("_posts/2014-05-01-her.md", "2014-05-01-her", "2014-05-01"),
    ("film/_posts/2014-5-1-her.markdown", "2014-5-1-her", "2014-05-01"),
    ("content/films/her/index.md", "films/her", nil), ("content/her.md", "her", nil),
    ("_films/her.md", "films/her", nil),
    ("notes/her.md.gz", "her", nil),
  ])
  func idAndDateComeFromThePath(path: String, id: String, date: String?) throws {
    let all = try documents("---\nx: y\n---\nText.", named: path)
    #expect(all.map(\.id) == [id])
    #expect(all[0].date?.description == date)
    #expect(all[0].title == "her")
  }

  @Test func aTitleIsTakenFromTheHeadingWhereThereIsNoOther() throws {
    for post in ["---\nx: y\n---\n\n# Her *again*\n\nText.", "---\nx: y\n---\nHer *again*\n===\nText."] {
      let all = try documents(post)
      #expect(all.map(\.title) == ["Her again"])
      #expect(all.map(\.body) == ["Text."])
    }
    #expect(try documents("---\ntitle: Her\n---\n# One\n\nText.")[0].body == "One\n\nText.")
  }

  @Test(arguments: ["draft: true", "draft: yes", "published: false"])
  func draftsAreReadWhenAskedFor(line: String) throws {
    let post = "---\ntitle: Her\n\(line)\n---\nText."
    #expect(try documents(post).isEmpty)
    let all = try documents(post, options: SourceOptions(includesUnapproved: true))
    #expect(all.map(\.title) == ["Her"])
    #expect(all[0].strings("status") == ["draft"])
    #expect(try documents("---\ntitle: Her\n---\nText.", named: "_drafts/her.md").isEmpty)
  }

  @Test func keysCanBeMapped() throws {
    let options = SourceOptions(fieldMap: ["grade": .rating, "film": .title])
    let all = try documents("---\ngrade: 7\nfilm: Her\n---\nText.", options: options)
    #expect(all.map(\.rating) == [7] && all.map(\.title) == ["Her"])
  }

  @Test func damagedFrontMatterIsToldAndReadLineByLine() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(
      "her.md", "---\nlayout: post\ntitle: Her: a review\nauthor: \"Ann\"\n---\nText.".utf8)
    let all = events([path])
    #expect(all.documents.map(\.title) == ["Her: a review"])
    #expect(all.documents.map(\.author) == ["Ann"])
    #expect(all.documents.map(\.body) == ["Text."])
    #expect(all.problems.map(\.severity) == [.warning])
    #expect(all.problems.map(\.location) == [.line(3)])
  }

  /// Twice as many of twice as many: 2^40 values, if they were made.
  @Test func aliasesOfAliasesAreRefused() {
    var yaml = "a0: &a0 [x, x]\n"
    for level in 1...40 { yaml += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    let all = events("---\n\(yaml)---\nText.", as: .markdown)
    #expect(all.documents.map(\.body) == ["Text."])
    #expect(all.problems.first?.reason.contains("more than 10000 values") == true)
    let few = events("---\ntitle: &t Her\nother: *t\n---\nText.", as: .markdown)
    #expect(few.documents.map { $0.strings("other") } == [["Her"]])
  }

  /// Written out, a key of a key of a key has twice as many backslashes each time.
  @Test func keysOfKeysAreRefusedWhenTheyGrow() {
    let nested = "a: " + String(repeating: "{", count: 40) + "x" + String(repeating: "}", count: 40)
    let aliases = (1...40).map { "a\($0): &a\($0) {*a\($0 - 1) : x}\n" }
    for yaml in [nested, "a0: &a0 {x: y}\n" + aliases.joined()] {
      let all = events("---\n\(yaml)\n---\nText.", as: .markdown)
      #expect(all.documents.map(\.body) == ["Text."])
      #expect(all.problems.first?.reason.contains("a key that is no text is too long") == true)
    }
    let placeholder = events("---\nother: {{ site.title }}\n---\nText.", as: .markdown)
    #expect(placeholder.documents.map(\.body) == ["Text."] && placeholder.problems.isEmpty)
  }

  @Test(arguments: ["[", "{a: ", "- "]) func deepDataAreRefused(opening: String) {
    let all = events("---\na: \(String(repeating: opening, count: 10_000))\n---\nText.", as: .markdown)
    #expect(all.documents.map(\.body) == ["Text."])
    #expect(all.problems.map(\.severity) == [.warning])
  }

  @Test(arguments: [
    ("One\ntwo\n\nthree", "One two\n\nthree"), ("# Head\ntext", "Head\n\ntext"),
    ("[a *b*](c \"d\") <https://e.example>", "a b https://e.example"),
    ("- a\n- b\n  1. c", "a\nb\n\nc"), ("```swift\nlet a = [1]\n```", "let a = [1]"), ("    code", "code"),
    ("a `b` c", "a b c"),
    ("![alt *text*](x.png)", "alt text"), ("<div>raw <b>HTML</b></div>", "raw HTML"),
    ("a<!-- gone -->b", "ab"),
    ("| a | b |\n|---|---|\n| c | d |", "a b\nc d"), ("~~a~~ b", "a b"), ("- [x] done", "done"),
    ("a {% include x.html %}b {{ site.url }}c", "a b c"),
    ("{% highlight c %}\nint a;\n{% endhighlight %}", "int a;"),
    ("a{% comment %} gone {% endcomment %}b", "ab"), ("{{< youtube id >}}a{{% note %}}b{{% /note %}}", "ab"),
    ("a {b} {", "a {b} {"), ("Para\n{: .wide}\n\nnext", "Para\n\nnext"),
    ("a[^1] b\n\n[^1]: The note", "a b\n\nThe note"),
    ("x[^ [^]", "x[^ [^]"), ("a&nbsp;&hellip;", "a …"), ("1 \\* 2", "1 * 2"),
  ])
  func markdownIsReadAsAReaderSeesIt(markdown: String, expected: String) {
    #expect(text(markdown) == PlainText.trimmed(expected))
  }

  @Test func htmlBelowFrontMatterIsRead() throws {
    let all = try documents(
      "---\ntitle: Her\n---\n<p>One *star*</p>\n<p>Two {{ x }}</p>", named: "_posts/2014-05-01-her.html")
    #expect(all.map(\.body) == ["One *star*\n\nTwo"])
  }

  @Test func inDirectoriesOnlyPostsAreExpected() throws {
    let directory = try TemporaryDirectory()
    try directory.write("README.md", "# Read me".utf8)
    try directory.write("_layouts/post.html", "---\nlayout: default\n---\n<p>{{ content }}</p>".utf8)
    try directory.write("archetypes/default.md", "---\ntitle: \"{{ .Name }}\"\n---\n".utf8)
    try directory.write("_config.yml", "title: A site\n".utf8)
    try directory.write("_posts/2014-05-01-her.md", TextSamples.post.utf8)
    let reader = DocumentReader(sources: [directory.path])
    var all: [SourceEvent] = []
    reader.forEach { all.append($0) }
    #expect(all.documents.map(\.id) == ["2014-05-01-her"])
    #expect(all.problems.isEmpty)
    #expect(reader.unrecognizedFiles == 4)
    let every = events([directory.path], SourceOptions(format: .markdown))
    #expect(every.documents.contains { $0.title == "Read me" })
  }

  // MARK: Comments

  @Test func readsEveryFieldOfACommentButNoAddresses() throws {
    let directory = try TemporaryDirectory()
    try directory.write("_posts/2014-05-01-her.md", TextSamples.post.utf8)
    try directory.write("_data/comments/her/entry1.yml", TextSamples.comment.utf8)
    let all = events([directory.path])
    #expect(all.problems.isEmpty)
    #expect(
      all.documents.first { $0.kind == .comment }
        == Document(
          id: "2014-05-01-her#comment-5f1e", kind: .comment, parent: "2014-05-01-her",
          thread: "2014-05-01-her", author: "Bo",
          date: Timestamp("2014-05-02T08:00:00Z"), body: "I do not agree.\n\nNot at all."))
  }

  @Test(arguments: [
    ("reply_to: 5f1e", "#comment-5f1e"), ("_parent: 5f1e", "#comment-5f1e"), ("_parent: her", ""),
    ("parent: ''", ""),
    ("_parent: https://example.org/her/", ""), ("parent: 7", "#comment-7"),
  ])
  func commentsAnswerThePostOrEachOther(line: String, parent: String) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(
      "_data/comments/her/2.yml", "\(line)\nname: Cy\nmessage: Yes.\ndate: 1399024800".utf8)
    let comment = try #require(events([path]).documents.first)
    #expect(comment.id == "her#comment-2")
    #expect(comment.parent == "her" + parent)
    #expect(comment.date?.description == "2014-05-02T10:00:00Z")
  }

  @Test func commentsNameTheirPostWhereTheyLieApart() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(
      "_comments/7.yaml",
      "post_id: /film/2014/05/01/her\nname: Cy\ncomment: Yes.\nlink: https://cy.example".utf8)
    let lost = try directory.write("_comments/8.yml", "name: Cy\ncomment: Yes.".utf8)
    let all = events([path, lost])
    #expect(all.documents.map(\.id) == ["2014-05-01-her#comment-7"])
    #expect(all.documents[0].attributes.isEmpty && all.documents[0].url == nil)
    #expect(all.problems.map(\.reason) == ["a comment without post_id: on which post?"])
  }

  @Test func aDamagedCommentIsToldWithItsLine() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(
      "_data/comments/her/1.yml", "name: Bo\nmessage: \"never ends\ndate: x".utf8)
    let all = events([path])
    #expect(all.documents.isEmpty)
    #expect(all.problems.map(\.severity) == [.recordSkipped])
    #expect(all.problems[0].location != nil)
  }
}
