/// Comma- or tab-separated values with a header (RFC 4180): a record each line, or more lines where
/// fields in quotes have line ends.
///
/// Where a quote is never closed, or closed by one that belongs to a later record, its record alone is
/// given up: reading goes on at the line after the one on which it begins.
struct DelimitedParser: SourceParser {
  private let source: String
  private let fieldMap: [String: DocumentField]
  /// `nil` until the first line has told the delimiter.
  private var scanner: DelimitedScanner?
  private var header: DelimitedHeader?
  /// The bytes from the beginning of the record at hand, as far as earlier pieces had them.
  private var pending: [UInt8] = []
  /// Where the record at hand begins.
  private var line = 1
  /// Line of the first bytes that were not UTF-8.
  private var foreignLine: Int?
  /// Bytes that may still be scanned again after misplaced quotes: never more than were taken, so that
  /// no text makes the time grow faster than its length.
  private var allowance = SourceLimits.blockBytes
  private(set) var isFinished = false

  /// - Parameter delimiter: `nil` tells it from the header.
  init(source: String, delimiter: UInt8?, fieldMap: [String: DocumentField]) {
    self.source = source
    self.fieldMap = fieldMap
    scanner = delimiter.map(DelimitedScanner.init)
  }

  mutating func consume(_ bytes: [UInt8], into events: inout [SourceEvent]) {
    guard !isFinished else { return }
    allowance += bytes.count
    if pending.isEmpty {
      let end = read(bytes, isLast: false, isCut: false, into: &events)
      pending = Array(bytes[end...])
    } else {
      pending += bytes
      let held = pending
      pending = []
      let end = read(held, isLast: false, isCut: false, into: &events)
      pending = end == 0 ? held : Array(held[end...])
    }
  }

  mutating func finish(isCut: Bool, into events: inout [SourceEvent]) {
    guard !isFinished else { return }
    _ = read(pending, isLast: true, isCut: isCut, into: &events)
    pending = []
    isFinished = true
    if let foreignLine {
      report(
        "bytes that are not UTF-8, here and perhaps further on; read as Windows-1252", .warning,
        at: foreignLine, into: &events)
    }
  }

  /// Reads the records that begin in the bytes; where the first that is not complete begins.
  private mutating func read(
    _ bytes: [UInt8], isLast: Bool, isCut: Bool, into events: inout [SourceEvent]
  ) -> Int {
    guard var scanner = scanner ?? scanner(forHeader: bytes, isLast: isLast) else { return 0 }
    defer { self.scanner = scanner }
    var start = 0
    while start < bytes.count, !isFinished {
      switch scanner.scan(bytes, from: start, isLast: isLast) {
      case .record(let end):
        // The last of a text that was cut may be cut itself.
        if !(isCut && start + end == bytes.count) { take(scanner, bytes, start, into: &events) }
        line += Self.lines(bytes, start..<start + end)
        start += end
      case .incomplete:
        guard scanner.scanned > SourceLimits.recordBytes else { return start }
        skip("record longer than \(SourceLimits.recordDescription)", into: &events)
        start = resume(after: scanner, in: bytes, from: start)
      case .misplacedQuote:
        if isCut, start + scanner.scanned == bytes.count { return start }
        skip("a quote in this record is not closed, or not at the end of its field", into: &events)
        start = resume(after: scanner, in: bytes, from: start)
      }
      scanner.reset()
    }
    return start
  }

  private func scanner(forHeader bytes: [UInt8], isLast: Bool) -> DelimitedScanner? {
    let line = Array(bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") })
    guard isLast || line.count < bytes.count || line.count > SourceLimits.detectionBytes else { return nil }
    return DelimitedScanner(delimiter: DelimitedDialect.delimiter(ofHeader: line, fieldMap: fieldMap))
  }

  /// Where to go on after a record that is given up: at its second line, or where the scan stopped.
  private mutating func resume(after scanner: DelimitedScanner, in bytes: [UInt8], from start: Int) -> Int {
    var next = start + scanner.scanned
    if let lineEnd = ByteSearch.firstIndex(of: UInt8(ascii: "\n"), in: bytes, from: start), lineEnd < next,
      next - lineEnd <= allowance
    {
      allowance -= next - lineEnd
      next = lineEnd + 1
    }
    line += Self.lines(bytes, start..<next)
    return next
  }

  private mutating func take(
    _ scanner: DelimitedScanner, _ bytes: [UInt8], _ start: Int, into events: inout [SourceEvent]
  ) {
    let texts = scanner.fields.map { field in
      let (text, firstForeignByte) = TextDecoder.decode(scanner.text(of: field, in: bytes, from: start))
      if firstForeignByte != nil, foreignLine == nil { foreignLine = line }
      return text
    }
    if texts.count == 1, texts[0].utf8.allSatisfy(PlainText.isBlank) { return }
    guard let header else { return begin(texts, into: &events) }
    do throws(RecordRejection) {
      events.append(try header.document(texts), from: source, at: .line(line))
    } catch {
      skip(error.reason, into: &events)
    }
  }

  /// Takes the header. Without a column for words there is nothing to be found later.
  private mutating func begin(_ names: [String], into events: inout [SourceEvent]) {
    let header = DelimitedHeader(names, fieldMap: fieldMap)
    self.header = header
    guard let lack = header.columns.lack else { return }
    isFinished = true
    report(lack, .fileSkipped, at: line, into: &events)
  }

  /// Lines that end in the range, which a record ends.
  private static func lines(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    var lines = 0
    var index = range.lowerBound
    while let lineEnd = ByteSearch.firstIndex(of: UInt8(ascii: "\n"), in: bytes, from: index),
      lineEnd < range.upperBound
    {
      lines += 1
      index = lineEnd + 1
    }
    // A CR that no LF follows ends records too.
    return !range.isEmpty && bytes[range.upperBound - 1] == UInt8(ascii: "\r") ? lines + 1 : lines
  }

  private func skip(_ reason: String, into events: inout [SourceEvent]) {
    report(reason, .recordSkipped, at: line, into: &events)
  }

  private func report(
    _ reason: String, _ severity: SourceProblem.Severity, at line: Int, into events: inout [SourceEvent]
  ) {
    events.append(
      .problem(SourceProblem(source: source, location: .line(line), reason: reason, severity: severity)))
  }
}
