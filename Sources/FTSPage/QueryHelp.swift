/// What can be asked, for those who do not know yet.
enum QueryHelp {
  private static let examples: [(query: String, meaning: String)] = [
    ("slow burn", "either word, the best first"),
    ("\"slow burn\"", "the words in a row"),
    ("+slow -burn", "the first, not the second"),
    ("hum*", "words that begin like this"),
    ("humanizm~1", "with a letter wrong"),
    ("title:her", "in the title"),
    ("rating:>=4", "rated 4 or better"),
    ("date:2013..2014", "written then"),
    ("is:comment", "comments alone"),
  ]

  static func write(to html: inout HTMLWriter) {
    html.element("details", .class("help")) { html in
      html.element("summary", text: "How to ask")
      html.element("dl") { html in
        for example in examples {
          html.element("div") { html in
            html.element("dt") { $0.element("code", text: example.query) }
            html.element("dd", text: example.meaning)
          }
        }
      }
    }
  }
}
