import FTSTestSupport
import Testing

@testable import FTSPage

@Suite struct HTMLWriterTests {
  private func written(_ body: (inout HTMLWriter) -> Void) -> String {
    var html = HTMLWriter()
    body(&html)
    return String(decoding: html.bytes, as: UTF8.self)
  }

  @Test func elementsHaveAttributesAndContent() {
    let text = written { html in
      html.element("a", .class("x"), .set("title", "\"<&>'"), .flag("hidden", false), nil, .flag("disabled"))
      {
        $0.element("b", text: "1 < 2 & 'so'")
      }
      html.void("input", .set("name", "q"))
    }
    #expect(
      text
        == "<a class=\"x\" title=\"&quot;&lt;&amp;&gt;&#39;\" disabled><b>1 &lt; 2 &amp; &#39;so&#39;</b></a>"
        + "<input name=\"q\">")
  }

  @Test(arguments: Seeds.all)
  func anyTextComesBackAsItWas(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let (text, value) = (HostileText.random(&generator), HostileText.random(&generator))
      let markup = try Markup(
        Array(written { $0.element("p", .set("title", value), text: text) }.utf8))
      #expect(markup.elements.count == 1, "seed \(seed)")
      #expect(markup.elements[0].text.utf8.elementsEqual(text.utf8), "seed \(seed)")
      #expect(markup.elements[0]["title"].map { $0.utf8.elementsEqual(value.utf8) } == true, "seed \(seed)")
    }
  }

  @Test func whatMayNotStandInHTMLIsReplaced() {
    #expect(written { $0.text("a\u{0}\u{7}\u{7f}b\u{1b}") } == "a\u{fffd}\u{fffd}\u{fffd}b\u{fffd}")
  }

  @Test(arguments: [
    ("https://example.org/?a=b&c", true), ("HTTP://example.org", true), ("http://", true),
    ("javascript:alert(1)", false),
    (" https://example.org", false), ("//example.org", false), ("data:text/html,x", false), ("", false),
    ("https:", false),
    ("java\nscript:x", false), ("/relative", false),
  ])
  func onlyAddressesOfTheWebAreLinked(address: String, isLinked: Bool) {
    #expect((HTMLAttribute.href(outside: address) != nil) == isLinked)
  }

  @Test func addressesAreEncoded() {
    let address = PageAddress("/document", [("id", "../a b&c#\"é"), ("q", "")], fragment: "here")
    #expect(address.text == "/document?id=..%2Fa%20b%26c%23%22%C3%A9&q=#here")
  }
}
