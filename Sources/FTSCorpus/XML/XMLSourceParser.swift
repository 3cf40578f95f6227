/// A file of XML, whatever its format makes of it.
///
/// Of a cut-off or damaged file everything complete before that place is kept.
struct XMLSourceParser: SourceParser {
  /// Enough for the end tag of the document and a few line ends.
  private static let tailBytes = 32

  private let source: String
  private let records: any XMLRecords
  private let parser: XMLPushParser
  private var repair = XMLRepair()
  /// The end of the text so far.
  private var tail: [UInt8] = []
  private(set) var isFinished = false

  init(source: String, records: any XMLRecords) {
    self.source = source
    self.records = records
    parser = XMLPushParser(content: records)
  }

  mutating func consume(_ bytes: [UInt8], into events: inout [SourceEvent]) {
    guard !isFinished else { return }
    parse(repair.mend(bytes, isLast: false), isLast: false, isCut: false, into: &events)
  }

  mutating func finish(isCut: Bool, into events: inout [SourceEvent]) {
    guard !isFinished else { return }
    parse(repair.mend([], isLast: true), isLast: true, isCut: isCut, into: &events)
    if let warning = repair.warning { report(warning.reason, .warning, at: warning.line, into: &events) }
    if !isFinished, let lack = records.lack { report(lack, .fileSkipped, into: &events) }
    isFinished = true
  }

  private mutating func parse(_ bytes: [UInt8], isLast: Bool, isCut: Bool, into events: inout [SourceEvent]) {
    tail = (tail + bytes.suffix(Self.tailBytes)).suffix(Self.tailBytes)
    do throws(XMLPushParser.Failure) {
      try parser.parse(bytes, isLast: isLast)
      events += records.take()
    } catch {
      isFinished = true
      records.breakOff()
      events += records.take()
      // At the end of a cut-off text the library complains of whatever it was waiting for.
      let isWhole = !isLast || ByteSearch.contains(records.endTag, in: tail)
      let reason = isWhole ? error.reason + "; what follows was not read" : "the XML ends too early"
      if !isCut { report(reason, .fileSkipped, at: error.line, into: &events) }
    }
  }

  private func report(
    _ reason: String, _ severity: SourceProblem.Severity, at line: Int? = nil,
    into events: inout [SourceEvent]
  ) {
    events.append(
      .problem(
        SourceProblem(
          source: source, location: line.map(SourceProblem.Location.line), reason: reason, severity: severity)
      ))
  }
}
