import Testing

@testable import FTSCorpus

@Suite struct HTMLTextTests {
  private func text(_ html: String) -> String { HTMLText(html, lineEnds: .breakLines).body }

  @Test(arguments: [
    ("plain", "plain"),
    ("<p>One</p><p>Two</p>", "One\n\nTwo"),
    ("<div><h2>Head</h2>text</div>", "Head\n\ntext"),
    ("a<br>b<br />c", "a\nb\nc"),
    ("<ul><li>x</li><li>y</li></ul>z", "x\ny\n\nz"),
    ("a <em>b</em><strong>c</strong>  d", "a bc d"),
    ("a&nbsp;b&amp;c&#8211;d&hellip;", "a b&c–d…"),
    ("a\u{A0}b", "a b"),
    ("1 &lt; 2 and 3 > 2", "1 < 2 and 3 > 2"),
    ("2 < 3", "2 < 3"),
    ("I <3 <b>it</b>", "I <3 it"),
    ("AT&T", "AT&T"),
    ("a<script>var x = '<p>';</script><style>p{}</style><!-- note -->b", "ab"),
    (
      "<!-- wp:paragraph {\"a\":1} -->\n<p>One\ntwo</p>\n<!-- /wp:paragraph -->\n\n<p>Three</p>",
      "One two\n\nThree"
    ),
    ("see <img src=\"x.jpg\" alt=\"A hat\"/> here", "see A hat here"),
    ("<img alt=\"\"><img>", ""),
    ("One\nTwo\n\nThree\n\n\n\nFour", "One\nTwo\n\nThree\n\nFour"),
    ("One\r\nTwo\r\n\r\nThree", "One\nTwo\n\nThree"),
    ("a\n<b>b</b>\nc", "a\nb\nc"),
    ("<table>\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n<tr>\n<td>c</td></tr></table>", "a b\nc"),
    ("<ul>\n<li>x</li>\n\n<li>y</li>\n</ul>", "x\ny"),
    ("<pre>a\n  b</pre>", "a\nb"),
    ("<p>unclosed <b>tags", "unclosed tags"),
    ("été 한국 😀 <i>é</i>", "été 한국 😀 é"),
    ("", ""),
  ])
  func readsAsAReaderSeesIt(html: String, expected: String) { #expect(text(html) == expected) }

  /// Time and again, since it is by chance that the parser's input moves.
  @Test(arguments: ["ÿ", "映", "x", "e\u{301}"]) func anAmpersandLosesNothingOfALongWord(letter: String) {
    for length in stride(from: 1, to: 500, by: 7) {
      let word = "A&" + String(repeating: letter, count: length) + ";amp; & B"
      for _ in 0..<5 { #expect(text("<p>Body " + word) == "Body " + word) }
    }
  }

  @Test(arguments: [
    ("[gallery ids=\"1,2\"]text", "text"),
    ("[gallery]text", "text"),
    ("[caption id=\"a\" width=\"3\"]<img alt=\"x\"> words[/caption]", "x words"),
    ("[mycode]inside[/mycode]", "inside"),
    ("[mycode a=1 /] after", "after"),
    ("a [sic] b [3FM] [spoiler ahead]", "a [sic] b [3FM] [spoiler ahead]"),
    ("list[0] = x[i]", "list[0] = x[i]"),
    ("[…] [ ] [] [", "[…] [ ] [] ["),
    ("[unclosed a=1", "[unclosed a=1"),
  ])
  func shortcodesGoAndOtherBracketsStay(html: String, expected: String) { #expect(text(html) == expected) }

  @Test func quotesAreKeptApart() {
    let html = HTMLText(
      "<p>Mine.</p><blockquote><p>Theirs.</p><blockquote>Inner.</blockquote></blockquote><p>Mine again.</p>"
        + "<blockquote>Second</blockquote>", lineEnds: .fold)
    #expect(html.body == "Mine.\n\nMine again.")
    #expect(html.quotes == ["Theirs.\n\nInner.", "Second"])
  }

  @Test func anUnclosedOrEmptyQuoteDoesNoHarm() {
    #expect(HTMLText("a<blockquote>b", lineEnds: .fold).quotes == ["b"])
    #expect(HTMLText("a<blockquote> </blockquote>b", lineEnds: .fold).quotes == [])
    #expect(HTMLText("</blockquote>b", lineEnds: .fold).body == "b")
  }

  @Test func deepNestingDoesNoHarm() {
    let html = String(repeating: "<div>", count: 20_000) + "x" + String(repeating: "</div>", count: 20_000)
    #expect(text(html).hasPrefix("x") || text(html).isEmpty)
  }
}
