/// Makes text of what an HTML parser sees.
final class HTMLFlow: HTMLContentHandler {
  private let breaksLines: Bool
  private var own = TextFlow()
  private var quote = TextFlow()
  private var quotes: [String] = []
  private var quoteDepth = 0
  /// Open elements whose content is no text.
  private var droppedDepth = 0
  private var preformattedDepth = 0
  /// Line ends since the last visible byte or tag that breaks lines.
  private var lineEnds = 0
  /// True from the tag of a block to the next visible byte: line ends between them lay out the source.
  private var isBesideBlock = false
  /// The break that line ends make, if a visible byte follows and not the tag of a block.
  private var heldBreak = TextFlow.Break.none
  /// True after 0xC2, which may begin a no-break space.
  private var holdsLead = false

  /// - Parameter breaksLines: whether bare line ends break lines, and two of them paragraphs.
  init(breaksLines: Bool) { self.breaksLines = breaksLines }

  func start(_ element: String, attributes: () -> [HTMLAttribute]) {
    if Self.dropped.contains(element) { droppedDepth += 1 }
    if element == "pre" { preformattedDepth += 1 }
    if element == "blockquote" {
      add(.paragraph)
      quoteDepth += 1
    }
    addBreak(around: element)
    // The text that stands for an image.
    if element == "img", let alternative = attributes().first(where: { $0.name == "alt" })?.value {
      add(.space)
      add(alternative)
      add(.space)
    }
  }

  func end(_ element: String) {
    if Self.dropped.contains(element) { droppedDepth = max(0, droppedDepth - 1) }
    if element == "pre" { preformattedDepth = max(0, preformattedDepth - 1) }
    addBreak(around: element)
    if element == "blockquote", quoteDepth > 0 {
      quoteDepth -= 1
      add(.paragraph)
      if quoteDepth == 0 { endQuote() }
    }
  }

  func add(_ text: String) {
    guard droppedDepth == 0 else { return }
    for byte in text.utf8 { addByte(byte) }
  }

  /// Adds UTF-8, cut anywhere.
  func addText(_ utf8: Span<UInt8>) {
    guard droppedDepth == 0 else { return }
    for index in utf8.indices { addByte(utf8[index]) }
  }

  /// The author's words, and the quotes.
  func finish() -> (body: String, quotes: [String]) {
    if quoteDepth > 0 { endQuote() }
    return (own.text, quotes)
  }

  private func addByte(_ byte: UInt8) {
    if holdsLead {
      holdsLead = false
      if byte == 0xA0 { return add(.space) }
      addVisible(0xC2)
    }
    switch byte {
    case 0xC2: holdsLead = true
    case 0x0A: addLineEnd()
    case 0x00...0x20: add(.space)
    default: addVisible(byte)
    }
  }

  private func addLineEnd() {
    lineEnds += 1
    if preformattedDepth > 0 {
      add(.line)
    } else if breaksLines, !isBesideBlock {
      heldBreak = lineEnds > 1 ? .paragraph : .line
    } else {
      add(.space)
    }
  }

  private func addVisible(_ byte: UInt8) {
    add(heldBreak)
    heldBreak = .none
    lineEnds = 0
    isBesideBlock = false
    if quoteDepth > 0 { quote.add(byte) } else { own.add(byte) }
  }

  private func add(_ kind: TextFlow.Break) {
    if quoteDepth > 0 { quote.add(kind) } else { own.add(kind) }
  }

  private func endQuote() {
    if !quote.isEmpty { quotes.append(quote.text) }
    quote = TextFlow()
  }

  private func addBreak(around element: String) {
    if element == "br" { return add(.line) }
    let kind: TextFlow.Break =
      if Self.paragraphs.contains(element) {
        .paragraph
      } else if Self.lines.contains(element) {
        .line
      } else if Self.cells.contains(element) {
        .space
      } else {
        .none
      }
    guard kind != .none else { return }
    heldBreak = .none
    lineEnds = 0
    isBesideBlock = true
    add(kind)
  }

  private static let dropped: Set<String> = ["script", "style", "noscript", "template", "title"]
  private static let paragraphs: Set<String> = [
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "table", "figure", "figcaption",
    "section", "article", "aside", "header", "footer", "main", "nav", "address", "hr", "form", "fieldset",
    "details", "summary", "blockquote",
  ]
  private static let lines: Set<String> = ["li", "tr", "dt", "dd", "caption", "option"]
  private static let cells: Set<String> = ["td", "th"]
}
