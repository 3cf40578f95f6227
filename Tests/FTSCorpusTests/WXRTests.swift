import FTSDocument
import Testing

@testable import FTSCorpus

@Suite struct WXRTests {
  private static let head = """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
     xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>B</title><link>https://example.com</link>
    <language>en-US</language><wp:base_blog_url>https://Example.com/blog/</wp:base_blog_url>
    <wp:author><wp:author_login>ann</wp:author_login>
    <wp:author_display_name><![CDATA[Ann O&#039;Dea]]></wp:author_display_name></wp:author>

    """

  private static let tail = "</channel></rss>\n"

  private func export(_ items: String) -> String { Self.head + items + Self.tail }

  private func item(_ id: Int, _ rest: String = "", type: String = "post", status: String = "publish")
    -> String
  {
    "<item><title>T\(id)</title><wp:post_id>\(id)</wp:post_id><wp:post_type>\(type)</wp:post_type>"
      + "<wp:status>\(status)</wp:status>\(rest)</item>\n"
  }

  private func comment(_ id: Int, parent: Int = 0, approved: String = "1", type: String = "") -> String {
    "<wp:comment><wp:comment_id>\(id)</wp:comment_id><wp:comment_content>C\(id)</wp:comment_content>"
      + "<wp:comment_approved>\(approved)</wp:comment_approved><wp:comment_type>\(type)</wp:comment_type>"
      + "<wp:comment_parent>\(parent)</wp:comment_parent></wp:comment>"
  }

  private func documents(_ items: String, includesUnapproved: Bool = false) -> [Document] {
    let all = events(export(items), as: .wxr, options: SourceOptions(includesUnapproved: includesUnapproved))
    #expect(all.problems.isEmpty)
    return all.documents
  }

  @Test func readsEveryFieldOfAPost() throws {
    let all = documents(
      """
      <item><title>Her &amp;amp; <![CDATA[<em>him</em>]]></title><link>https://example.com/her/</link>
      <dc:creator>ann</dc:creator><content:encoded><![CDATA[<p>One</p><blockquote>Said</blockquote>]]>
      <![CDATA[<p>Two</p>]]></content:encoded><excerpt:encoded><![CDATA[Short & sweet]]></excerpt:encoded>
      <wp:post_id>7</wp:post_id><wp:post_date>2013-12-30 18:00:00</wp:post_date>
      <wp:post_date_gmt>2013-12-30 17:00:00</wp:post_date_gmt><wp:status>publish</wp:status>
      <wp:post_type>film</wp:post_type><wp:post_password></wp:post_password>
      <category domain="category" nicename="c"><![CDATA[Reviews]]></category>
      <category domain="post_tag" nicename="t"><![CDATA[slow burn]]></category>
      <category domain="post_format" nicename="f"><![CDATA[Aside]]></category>
      <wp:postmeta><wp:meta_key>_edit_last</wp:meta_key><wp:meta_value>1</wp:meta_value></wp:postmeta>
      <wp:postmeta><wp:meta_key>rating</wp:meta_key><wp:meta_value>4.5</wp:meta_value></wp:postmeta></item>
      """)
    #expect(
      all == [
        Document(
          id: "example.com/blog/p/7", kind: .review, title: "Her & him", author: "Ann O'Dea",
          date: Timestamp("2013-12-30T17:00:00Z"), rating: 4.5, url: "https://example.com/her/",
          tags: ["slow burn"], language: "en-US", body: "One\n\nTwo",
          attributes: [
            Attribute("post_type", .string("film")), Attribute("excerpt", .string("Short & sweet")),
            Attribute("category", .string("Reviews")), Attribute("quote", .string("Said")),
          ])
      ])
  }

  @Test func readsEveryFieldOfACommentButNoAddresses() {
    let all = documents(
      item(
        7,
        """
        <link>https://example.com/her/</link><wp:comment><wp:comment_id>56</wp:comment_id>
        <wp:comment_author><![CDATA[Bo &amp; Co]]></wp:comment_author>
        <wp:comment_author_email>bo@example.com</wp:comment_author_email>
        <wp:comment_author_url>https://bo.example</wp:comment_author_url>
        <wp:comment_author_IP>192.0.2.1</wp:comment_author_IP>
        <wp:comment_date>2014-01-01 10:00:00</wp:comment_date>
        <wp:comment_date_gmt>0000-00-00 00:00:00</wp:comment_date_gmt>
        <wp:comment_content><![CDATA[Yes.
        No.]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved>
        <wp:comment_type>comment</wp:comment_type><wp:comment_parent>0</wp:comment_parent>
        <wp:commentmeta><wp:meta_key>rating</wp:meta_key><wp:meta_value>3</wp:meta_value></wp:commentmeta>
        </wp:comment>
        """))
    #expect(
      all.last
        == Document(
          id: "example.com/blog/p/7#comment-56", kind: .comment, parent: "example.com/blog/p/7",
          thread: "example.com/blog/p/7", author: "Bo & Co", date: Timestamp("2014-01-01T10:00:00Z"),
          rating: 3,
          url: "https://example.com/her/#comment-56", body: "Yes.\nNo."))
  }

  @Test func passesOverWhatIsNoText() {
    let types = [
      "attachment", "nav_menu_item", "revision", "wp_block", "wp_navigation", "wp_template", "custom_css",
      "customize_changeset",
    ]
    let items = types.enumerated().map { item($0.offset, type: $0.element) }.joined()
    #expect(documents(items, includesUnapproved: true).isEmpty)
    #expect(documents(item(1, type: "page") + item(2, type: "book")).count == 2)
  }

  @Test func passesOverWhatIsNotPublishedUnlessAsked() {
    let items =
      item(1, status: "draft") + item(2, status: "private") + item(3, status: "future")
      + item(4, status: "trash")
      + item(5, "<wp:post_password>x</wp:post_password>") + item(6)
    #expect(documents(items).map(\.title) == ["T6"])
    let all = documents(items, includesUnapproved: true)
    #expect(all.map(\.title) == ["T1", "T2", "T3", "T5", "T6"])
    #expect(all.flatMap { $0.strings("status") } == ["draft", "private", "future", "publish", "publish"])
  }

  @Test func passesOverUnapprovedCommentsUnlessAsked() {
    let comments = ["1", "0", "hold", "spam", "trash", "post-trashed"].enumerated()
      .map { comment($0.offset + 1, approved: $0.element) }.joined()
    #expect(documents(item(1, comments)).map(\.body) == ["", "C1"])
    let all = documents(item(1, comments), includesUnapproved: true)
    #expect(all.map(\.body) == ["", "C1", "C2", "C3"])
    #expect(all.flatMap { $0.strings("approved") } == ["1", "0", "hold"])
  }

  @Test func keepsKindsThatAreNoComments() {
    let comments = comment(1, type: "pingback") + comment(2, type: "trackback") + comment(3, type: "comment")
    #expect(
      documents(item(1, comments)).map(\.kind.rawValue) == ["review", "pingback", "trackback", "comment"])
  }

  @Test func aCommentAnswersTheNearestAncestorPresent() {
    let comments =
      comment(5, parent: 4) + comment(1) + comment(2, parent: 1, approved: "0") + comment(3, parent: 2)
      + comment(4, parent: 99) + comment(6, parent: 7) + comment(7, parent: 6) + comment(8, parent: 8)
    let post = "example.com/blog/p/1"
    let parents = Dictionary(
      uniqueKeysWithValues: documents(item(1, comments)).dropFirst().map { ($0.body, $0.parent ?? "") })
    #expect(
      parents == [
        "C5": post + "#comment-4", "C1": post, "C3": post + "#comment-1", "C4": post,
        "C6": post + "#comment-7", "C7": post + "#comment-6", "C8": post,
      ])
  }

  @Test func knowsNamespacesByURINotByPrefix() {
    let text = export(item(1, comment(2))).split(separator: "wp:").joined(separator: "w:")
      .split(separator: "xmlns:wp").joined(separator: "xmlns:w")
    for version in ["http://wordpress.org/export/1.0/", "https://wordpress.org/export/1.1/"] {
      let other = text.split(separator: "\"http://wordpress.org/export/1.2/\"")
        .joined(separator: "\"\(version)\"")
      #expect(events(other, as: .wxr).documents.count == 2)
    }
    let foreign = text.split(separator: "\"http://wordpress.org/export/1.2/\"").joined(separator: "\"urn:x\"")
    #expect(events(foreign, as: .wxr).documents.isEmpty)
  }

  @Test func aPostWithoutIDIsToldAndSkipped() {
    let all = events(export("<item><title>Lost</title></item>" + item(2)), as: .wxr)
    #expect(all.documents.map(\.title) == ["T2"])
    #expect(all.problems.map(\.severity) == [.recordSkipped])
    #expect(all.problems.first?.reason.contains("\"Lost\"") == true)
  }

  @Test func controlCharactersDoNoHarm() {
    let all = documents(item(1, "<content:encoded><![CDATA[a\u{B}b\u{0}c]]></content:encoded>"))
    #expect(all.map(\.body) == ["a b c"])
  }

  @Test func bytesThatAreNotUTF8AreReadAsWindows1252() throws {
    let text = export(item(1, "<content:encoded>caf\u{1} %% é</content:encoded>") + item(2))
    let place = try #require(text.firstRange(of: "%%"))
    let bytes = Array(text[..<place.lowerBound].utf8) + [0xE9, 0x93] + Array(text[place.upperBound...].utf8)
    for size in [1, 2, 3, 100, bytes.count] {
      let all = events(bytes, as: .wxr, pieces: size)
      #expect(all.documents.map(\.body) == ["caf é“ é", ""], "pieces of \(size)")
      #expect(all.problems.map(\.severity) == [.warning])
      #expect(all.problems.map(\.location) == [.line(8)])
    }
  }

  @Test func anEncodingDeclaredIsTakenAtItsWord() {
    let text = export(item(1, "<content:encoded>caf%</content:encoded>"))
      .replacing("UTF-8", with: "ISO-8859-1")
    let bytes = Array(text.utf8).map { $0 == UInt8(ascii: "%") ? 0xE9 : $0 }
    let all = events(bytes, as: .wxr)
    #expect(all.documents.map(\.body) == ["café"] && all.problems.isEmpty)
  }

  @Test func aMistakeInAWholeExportIsNotTakenForACut() {
    let all = events(export(item(1) + item(2, "<content:encoded>fish & chips</content:encoded>")), as: .wxr)
    #expect(all.documents.map(\.title) == ["T1"])
    #expect(all.problems.first?.reason.hasSuffix("; what follows was not read") == true)
  }

  @Test func whatCameBeforeTheCutIsKept() throws {
    let whole = export(item(1, comment(2) + comment(3)) + item(4))
    let cut = try #require(whole.firstRange(of: "C3"))
    let all = events(String(whole[..<cut.lowerBound]), as: .wxr)
    #expect(all.documents.map(\.body) == ["", "C2"])
    let problem = try #require(all.problems.first)
    #expect(all.problems.count == 1)
    #expect(problem.severity == .fileSkipped)
    #expect(problem.location == .line(8))
    #expect(problem.reason == "the XML ends too early")
  }

  @Test func brokenXMLIsToldWithItsLine() {
    let all = events(export(item(1) + "<item></wrong>" + item(2)), as: .wxr)
    #expect(all.documents.map(\.title) == ["T1"])
    #expect(all.problems.map(\.location) == [.line(9)])
  }

  @Test(arguments: [
    "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>",
    "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
    "<!DOCTYPE rss SYSTEM \"http://example.com/rss.dtd\">",
  ])
  func documentTypesAreRefused(declaration: String) throws {
    let parts = export(item(1, "<content:encoded>&b;&x;</content:encoded>")).split(
      separator: "?>", maxSplits: 1)
    let all = events(parts[0] + "?>" + declaration + parts[1], as: .wxr)
    #expect(all.documents.isEmpty)
    let problem = try #require(all.problems.first)
    #expect(problem.reason.contains("document type declaration"))
  }

  @Test func deepNestingIsRefused() throws {
    let all = events(export(String(repeating: "<a>", count: 100_000)), as: .wxr)
    #expect(all.problems.first?.reason.hasPrefix("elements nested deeper than 64") == true)
  }

  @Test func anotherXMLFileIsToldApart() {
    let all = events("<?xml version=\"1.0\"?><feed><entry/></feed>", as: .wxr)
    #expect(all.problems.map(\.reason) == ["not a WordPress export: no channel in it"])
  }

  @Test func aPostOver64MegabytesIsSkipped() {
    var parser = SourceFormat.wxr.parser(source: "test", SourceOptions())
    var all: [SourceEvent] = []
    parser.consume(Array((Self.head + item(1) + "<item><content:encoded>").utf8), into: &all)
    let block = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    for _ in 0..<70 { parser.consume(block, into: &all) }
    let rest = "</content:encoded><wp:post_id>2</wp:post_id></item>" + item(3) + Self.tail
    parser.consume(Array(rest.utf8), into: &all)
    parser.finish(isCut: false, into: &all)
    #expect(all.documents.map(\.title) == ["T1", "T3"])
    #expect(all.problems.map(\.reason) == ["post longer than 64 MB with its comments"])
  }
}
