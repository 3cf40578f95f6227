import FTSTestSupport

/// What somebody writes who wants to do harm.
enum HostileText {
  static let all = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onclick='alert(1)", "</title><script>",
    "</article></main></body>", "<!--", "]]>", "&lt;script&gt;", "&#60;script&#62;", "&amp;amp;",
    "javascript:alert(1)",
    "\u{202e}\u{2066}", "e\u{301}\u{301}", "a\rb\nc\td", "<svg/onload=alert(1)>", "`${alert(1)}`",
    "\\u003cscript\\u003e",
    "\u{feff}\u{2028}", "🧛🏽‍♀️",
  ]

  static func random(_ generator: inout SeededGenerator) -> String {
    let pieces = all + ["<", ">", "&", "\"", "'", "=", "/", " ", "a", "é", "𝒳", ";", "#"]
    return (0..<Int.random(in: 1...8, using: &generator)).map { _ in
      pieces.randomElement(using: &generator) ?? ""
    }.joined()
  }
}
