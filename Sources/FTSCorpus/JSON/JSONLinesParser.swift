/// JSON Lines: one object a line, ended by LF or CRLF; blank lines are passed over.
struct JSONLinesParser: SourceParser {
  private let source: String
  private let records: any JSONRecords
  private var lines = LineSplitter()
  private var state = State.start

  private enum State {
    /// Nothing but blanks so far.
    case start
    case records
    case rejected
  }

  init(source: String, records: any JSONRecords) {
    self.source = source
    self.records = records
  }

  var isFinished: Bool { state == .rejected }

  mutating func consume(_ bytes: [UInt8], into events: inout [SourceEvent]) {
    if state == .start { inspectStart(bytes, into: &events) }
    guard state != .rejected else { return }
    let reader = JSONLineReader(source: source, records: records)
    lines.split(bytes) { line, number in reader.read(line, number, into: &events) }
  }

  mutating func finish(isCut: Bool, into events: inout [SourceEvent]) {
    guard state == .records else { return }
    let reader = JSONLineReader(source: source, records: records)
    var last: [SourceEvent] = []
    lines.finish { line, number in reader.read(line, number, into: &last) }
    if isCut, case .problem = last.first { return }
    events += last
  }

  /// Looks at the first byte that is no blank: a file that begins with `[` is one array.
  private mutating func inspectStart(_ bytes: [UInt8], into events: inout [SourceEvent]) {
    guard let first = bytes.first(where: { !PlainText.isBlank($0) }) else { return }
    state = .records
    guard first == UInt8(ascii: "[") else { return }
    let reason = "a JSON array; wanted is JSON Lines: one object a line, no brackets or commas around them"
    events.append(.problem(SourceProblem(source: source, reason: reason, severity: .fileSkipped)))
    state = .rejected
  }
}
