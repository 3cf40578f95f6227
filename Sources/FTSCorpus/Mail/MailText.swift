/// The plain text of a message, the author's own words apart from those quoted.
///
/// Lines behind `>` are quotes, and so is what follows `-----Original Message-----`; the line above them that says who wrote
/// goes with them. What follows the line `-- ` is a signature (RFC 3676, section 4.3), and no text.
struct MailText {
  private var own = Paragraphs()
  private(set) var quotes: [String] = []
  private var quote = Paragraphs()
  /// The last lines that are not blank and may turn out to introduce a quote.
  private var held: [String] = []
  /// True where blank lines followed those held.
  private var isBroken = false
  private var isForwarded = false

  /// Splits a text; its lines end in LF or CRLF.
  init(_ text: String) {
    for bytes in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let line = String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes, as: UTF8.self)
      if line == "-- ", !isForwarded { break }
      add(line)
    }
    endQuote()
    release()
  }

  var body: String { own.text }

  private mutating func add(_ line: String) {
    if isForwarded { return quote.add(line) }
    let quoted = Self.withoutMarks(line)
    if let quoted {
      if quote.text.isEmpty { takeIntroduction() }
      return quote.add(quoted)
    }
    endQuote()
    let trimmed = PlainText.trimmed(line)
    if Self.isForwardMark(trimmed) {
      release()
      isForwarded = true
    } else if trimmed.isEmpty {
      isBroken = true
    } else {
      if isBroken || held.count == Self.introductionLines { release() }
      held.append(trimmed)
    }
  }

  /// An introduction may be folded.
  private static let introductionLines = 3

  /// Gives the lines held to the author, who has them.
  private mutating func release() {
    for line in held { own.add(line) }
    if isBroken { own.add("") }
    held = []
    isBroken = false
  }

  private mutating func takeIntroduction() {
    guard let last = held.last, last.hasSuffix(":"), Self.verbs.contains(where: last.lowercased().contains)
    else {
      return release()
    }
    // Where no line begins as they do, it is the last one alone.
    let first = held.lastIndex(where: Self.opensIntroduction) ?? held.count - 1
    for line in held[..<first] { own.add(line) }
    for line in held[first...] { quote.add(line) }
    held = []
    own.add("")
    isBroken = false
  }

  /// Whether a line has a date and stands at the beginning of an introduction: `On Mon, 1 Jan 2018 at 10:00 Zoe`.
  private static func opensIntroduction(_ line: String) -> Bool {
    guard let first = line.first, line.contains(where: \.isNumber) else { return false }
    return first.isNumber || openings.contains { line.hasPrefix($0) }
  }

  private mutating func endQuote() {
    guard !quote.text.isEmpty else { return }
    quotes.append(quote.text)
    quote = Paragraphs()
    own.add("")
  }

  /// The line without the marks of quotes at its beginning; `nil` where it has none.
  private static func withoutMarks(_ line: String) -> String? {
    var rest = line.utf8[...]
    if rest.first == 0x20 { rest.removeFirst() }
    guard rest.first == UInt8(ascii: ">") else { return nil }
    rest = rest.drop { $0 == UInt8(ascii: ">") || $0 == 0x20 }
    return String(Substring(rest))
  }

  private static func isForwardMark(_ line: String) -> Bool {
    guard line.hasPrefix("--"), line.hasSuffix("--") else { return false }
    let words = line.lowercased().drop { $0 == "-" || $0 == " " }
    return forwardMarks.contains { words.hasPrefix($0) }
  }

  private static let forwardMarks = [
    "original message", "forwarded message", "ursprüngliche nachricht", "weitergeleitete nachricht",
    "message d'origine",
    "message original", "mensaje original", "messaggio originale",
  ]

  /// How introductions begin in the languages of common programs.
  private static let openings = [
    "On ", "At ", "In ", "Am ", "Op ", "Le ", "El ", "Em ", "Il ", "Den ", "På ", "Dnia ", "W dniu ", "Dne ",
  ]

  /// What the line above a quote says in the languages of common programs.
  private static let verbs = [
    "wrote", "writes", "schrieb", "schreef", "écrit", "escribió", "escreveu", "scritto", "skrev", "kirjoitti",
    "napisał",
    "napsal", "пишет", "писал", "написал",
  ]
}
