/// JSON Lines: one object a line, ended by LF or CRLF; blank lines are passed over.
///
/// Lines are found in the blocks as they arrive; only a line that crosses two blocks is copied.
struct JSONLinesParser: SourceParser {
  private let source: String
  private let reader: RecordReader
  /// The beginning of a line that the last block did not end.
  private var pending: [UInt8] = []
  private var line = 1
  private var state = State.start

  private enum State {
    /// Nothing but blanks so far.
    case start
    case records
    /// In a line longer than a record may be.
    case overlongLine
    case rejected
  }

  init(source: String, fieldMap: [String: DocumentField]) {
    self.source = source
    reader = RecordReader(fieldMap: fieldMap)
  }

  var isFinished: Bool { state == .rejected }

  mutating func consume(_ bytes: [UInt8], into events: inout [SourceEvent]) {
    if state == .start { inspectStart(bytes, into: &events) }
    guard state != .rejected else { return }
    var first = 0
    while let newline = ByteSearch.firstIndex(of: UInt8(ascii: "\n"), in: bytes, from: first) {
      endLine(with: bytes, first..<newline, into: &events)
      line += 1
      first = newline + 1
    }
    hold(bytes[first...], into: &events)
  }

  mutating func finish(isCut: Bool, into events: inout [SourceEvent]) {
    guard state == .records, !pending.isEmpty else { return }
    var last: [SourceEvent] = []
    record(pending, 0..<pending.count, into: &last)
    pending = []
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

  private mutating func endLine(with bytes: [UInt8], _ range: Range<Int>, into events: inout [SourceEvent]) {
    if state == .overlongLine {
      state = .records
    } else if pending.isEmpty {
      record(bytes, range, into: &events)
    } else if pending.count + range.count > SourceLimits.recordBytes {
      reportOverlongLine(into: &events)
    } else {
      pending += bytes[range]
      record(pending, 0..<pending.count, into: &events)
    }
    pending.removeAll(keepingCapacity: pending.count <= SourceLimits.blockBytes)
  }

  private mutating func hold(_ rest: ArraySlice<UInt8>, into events: inout [SourceEvent]) {
    guard state != .overlongLine else { return }
    if pending.count + rest.count > SourceLimits.recordBytes {
      reportOverlongLine(into: &events)
      pending = []
      state = .overlongLine
    } else {
      pending += rest
    }
  }

  private func reportOverlongLine(into events: inout [SourceEvent]) {
    events.append(skipped("record longer than \(SourceLimits.recordDescription)"))
  }

  private func record(_ bytes: [UInt8], _ range: Range<Int>, into events: inout [SourceEvent]) {
    guard !bytes[range].allSatisfy(PlainText.isBlank) else { return }
    do throws(RecordRejection) {
      let record = try reader.record(bytes, in: range)
      events.append(.document(record.document))
      for warning in record.warnings {
        let problem = SourceProblem(
          source: source, location: .line(line), reason: warning, severity: .warning)
        events.append(.problem(problem))
      }
    } catch {
      events.append(skipped(error.reason))
    }
  }

  private func skipped(_ reason: String) -> SourceEvent {
    .problem(SourceProblem(source: source, location: .line(line), reason: reason, severity: .recordSkipped))
  }
}
