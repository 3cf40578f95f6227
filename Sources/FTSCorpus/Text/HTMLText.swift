/// The text of a piece of HTML as a reader sees it, the author's words apart from those quoted.
///
/// Block elements part paragraphs, `br` and `li` begin lines, white space is folded; comments
/// (with them the marks of WordPress's block editor), scripts and styles are dropped; an image
/// is its `alt` text. Of what WordPress keeps the tags of shortcodes go, what they enclose stays.
struct HTMLText: Equatable {
  /// The author's own words.
  var body: String
  /// Each outermost block quote.
  var quotes: [String] = []

  /// What bare line ends in the source mean.
  enum LineEnds {
    /// Nothing but white space, as in HTML.
    case fold
    /// Line breaks, and paragraphs where a line is blank: WordPress's `wpautop`, unless the text
    /// was written in its block editor.
    case breakLines
  }

  /// Of the HTML that WordPress keeps.
  init(_ source: String, lineEnds: LineEnds) {
    let source = Shortcodes.removed(from: source)
    let breaksLines = lineEnds == .breakLines && !ByteSearch.contains("<!-- wp:", in: Array(source.utf8))
    self.init(source, breaksLines: breaksLines)
  }

  /// Of any other HTML: brackets are text.
  init(html source: String) { self.init(source, breaksLines: false) }

  private init(_ source: String, breaksLines: Bool) {
    let flow = HTMLFlow(breaksLines: breaksLines)
    if source.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) {
      HTMLScanner.scan(source, into: flow)
    } else {
      flow.add(source)
    }
    self.init(flow)
  }

  /// What a parser has told a flow.
  init(_ flow: HTMLFlow) { (body, quotes) = flow.finish() }

  /// The body on one line; `nil` where nothing is left.
  var line: String? {
    let lines = body.utf8.split(separator: UInt8(ascii: "\n"))
    return lines.isEmpty ? nil : lines.map { String(Substring($0)) }.joined(separator: " ")
  }
}
