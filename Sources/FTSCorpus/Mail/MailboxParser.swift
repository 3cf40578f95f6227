import FTSDocument

/// A mailbox as one file (RFC 4155, "mbox"): messages behind lines such as `From ann@example.org Mon Dec 30 18:05:00 2013`.
///
/// Such a line separates messages where it follows a blank one, ends in a date and stands above a header; a line of a text that
/// begins alike is told by that. `>From ` loses a mark, as the variants mboxrd and mboxo want it. One message is held
/// at a time; threads need no memory, since each message names those it answers.
struct MailboxParser: SourceParser {
  private let source: String
  /// The message at hand, from its header on; `nil` before the first.
  private var message: Message?
  /// The beginning of a line that the last piece did not end and of which more must be known.
  private var pending: [UInt8] = []
  /// A line that separates messages if a header follows, and where it stands.
  private var separator: (bytes: [UInt8], line: Int)?
  private var state = State.lineStart
  private var followsBlank = true
  private var line = 1

  private enum State { case lineStart, insideLine, rejected }

  private struct Message {
    var envelope: String
    /// Where the line before it stands.
    var line: Int
    var bytes: [UInt8] = []
    var isCut = false

    mutating func add(_ more: ArraySlice<UInt8>) {
      let room = SourceLimits.recordBytes - bytes.count
      bytes += more.prefix(room)
      if more.count > room { isCut = true }
    }
  }

  init(source: String) { self.source = source }

  var isFinished: Bool { state == .rejected }

  mutating func consume(_ bytes: [UInt8], into events: inout [SourceEvent]) {
    guard state != .rejected else { return }
    let bytes = pending.isEmpty ? bytes : pending + bytes
    pending = []
    var start = 0
    while start < bytes.count, state != .rejected {
      guard let newline = ByteSearch.firstIndex(of: UInt8(ascii: "\n"), in: bytes, from: start) else {
        hold(bytes[start...], into: &events)
        return
      }
      let range = bytes[start...newline]
      if state == .insideLine {
        message?.add(range)
        state = .lineStart
      } else {
        beginLine(range, into: &events)
      }
      line += 1
      start = newline + 1
    }
  }

  mutating func finish(isCut: Bool, into events: inout [SourceEvent]) {
    guard state != .rejected else { return }
    if !pending.isEmpty {
      let rest = pending
      pending = []
      beginLine(rest[...], into: &events)
    }
    endSeparator(into: &events)
    if !isCut { endMessage(into: &events) }
    message = nil
  }

  /// Bytes of a line that decide what it is; those that separate messages are shorter.
  private static let decisiveBytes = 1000

  /// Takes the beginning of a line, which waits for the rest as long as that may decide what it is.
  private mutating func hold(_ rest: ArraySlice<UInt8>, into events: inout [SourceEvent]) {
    guard state == .lineStart else {
      message?.add(rest)
      return
    }
    let isOpen = message == nil || separator != nil || Self.mayBeSpecial(rest)
    if isOpen, rest.count < Self.decisiveBytes {
      pending = Array(rest)
    } else {
      beginLine(rest, into: &events)
      if state == .lineStart { state = .insideLine }
    }
  }

  private static func mayBeSpecial(_ rest: ArraySlice<UInt8>) -> Bool {
    rest.first == UInt8(ascii: ">") || rest.first == 0x0D || from.starts(with: rest)
      || rest.starts(with: from)
  }

  private static let from = Array("From ".utf8)

  /// Takes a line, or as much of its beginning as decides what it is.
  private mutating func beginLine(_ text: ArraySlice<UInt8>, into events: inout [SourceEvent]) {
    let first = text[text.startIndex]
    if first == UInt8(ascii: "F"), separator == nil, followsBlank, Self.isSeparator(text) {
      separator = (Array(text), line)
      return
    }
    beginText(text.prefix(Self.decisiveBytes), into: &events)
    followsBlank = text.elementsEqual([0x0A]) || text.elementsEqual([0x0D, 0x0A])
    let isMarked = first == UInt8(ascii: ">") && Self.isMarked(text.prefix(Self.decisiveBytes))
    message?.add(isMarked ? text.dropFirst() : text)
  }

  /// Decides of the line before this one whether it separated messages, and whether there is a message to add to.
  private mutating func beginText(_ text: ArraySlice<UInt8>, into events: inout [SourceEvent]) {
    if let separator, MailHeader.isField(text) {
      self.separator = nil
      endMessage(into: &events)
      message = Message(envelope: TextDecoder.decode(separator.bytes).text, line: separator.line)
    } else {
      endSeparator(into: &events)
    }
    guard message == nil, !text.allSatisfy(PlainText.isBlank) else { return }
    report(
      "not a mailbox: a line \"From …\" with a date is wanted, and a header below it", .fileSkipped, line,
      into: &events)
    state = .rejected
  }

  /// A line without a header below it separates nothing.
  private mutating func endSeparator(into events: inout [SourceEvent]) {
    guard let separator else { return }
    self.separator = nil
    if message == nil { report("a message without a header", .recordSkipped, separator.line, into: &events) }
    message?.add(separator.bytes[...])
    followsBlank = false
  }

  private mutating func endMessage(into events: inout [SourceEvent]) {
    guard let message else { return }
    self.message = nil
    if message.isCut {
      report(
        "message longer than \(SourceLimits.recordDescription); what follows was not read", .warning,
        message.line,
        into: &events)
    }
    let header = MailHeader(message.bytes, in: 0..<message.bytes.count)
    guard !Self.isOfTheProgram(header) else { return }
    let mail = MailDocument(message.bytes, header: header, envelope: message.envelope)
    events.append(.document(mail.document))
    for warning in mail.warnings { report(warning, .warning, message.line, into: &events) }
  }

  /// Mail programs keep notes of their own in a first message.
  private static func isOfTheProgram(_ header: MailHeader) -> Bool {
    header.token("subject") == "DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA"
  }

  /// Whether a line ends in a date, as programs write it.
  private static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: from), line.count < decisiveBytes else { return false }
    return MailDate.parse(envelope: TextDecoder.decode(Array(line)).text) != nil
  }

  private static func isMarked(_ line: ArraySlice<UInt8>) -> Bool {
    line.drop { $0 == UInt8(ascii: ">") }.starts(with: from)
  }

  private func report(
    _ reason: String, _ severity: SourceProblem.Severity, _ line: Int, into events: inout [SourceEvent]
  ) {
    events.append(
      .problem(SourceProblem(source: source, location: .line(line), reason: reason, severity: severity)))
  }
}
