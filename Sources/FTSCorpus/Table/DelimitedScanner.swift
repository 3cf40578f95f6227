/// Finds the records of delimited text (RFC 4180, any delimiter): fields in quotes may hold delimiters,
/// line ends and, doubled, quotes.
///
/// Why not SwiftCSV, the library there is: it takes the whole file as one string, and reads it whole.
/// Here a record is scanned where it lies and a record that arrives in pieces once, so that memory is
/// that of the longest.
///
/// More is taken than the RFC has: lines end with LF, CRLF or CR, and a quote inside a field, or one that
/// opens a field and is followed by text where it closes on the same line, is text.
struct DelimitedScanner {
  /// A field of a record: where its text is, counted from the beginning of the record.
  struct Field: Equatable {
    var range: Range<Int>
    /// True where the text holds quotes that are written twice.
    var hasDoubledQuotes = false
  }

  enum Outcome: Equatable {
    /// A record that ends before this offset from its beginning, line end included.
    case record(end: Int)
    /// The bytes end inside a record. More are to be added, and the scan goes on.
    case incomplete
    /// Text behind the quote that closes a field of several lines: most likely the quote that opened
    /// it is the one that is wrong.
    case misplacedQuote
  }

  private enum State { case fieldStart, plain, quoted, quoteInQuoted }

  private static let quote = UInt8(ascii: "\"")
  private static let lf = UInt8(ascii: "\n")
  private static let cr = UInt8(ascii: "\r")

  let delimiter: UInt8
  /// Fields of the record at hand found so far; all of them once it is complete.
  private(set) var fields: [Field] = []
  private var state = State.fieldStart
  private var fieldStart = 0
  private var hasDoubledQuotes = false
  /// Bytes of the record that have been scanned.
  private(set) var scanned = 0

  init(delimiter: UInt8) { self.delimiter = delimiter }

  /// Forgets the record at hand.
  mutating func reset() {
    fields.removeAll(keepingCapacity: true)
    state = .fieldStart
    fieldStart = 0
    hasDoubledQuotes = false
    scanned = 0
  }

  /// Scans on in the record that begins at `start`.
  ///
  /// - Parameter isLast: true where no bytes will follow these.
  mutating func scan(_ bytes: [UInt8], from start: Int, isLast: Bool) -> Outcome {
    while start + scanned < bytes.count {
      let byte = bytes[start + scanned]
      switch state {
      case .fieldStart:
        state = byte == Self.quote ? .quoted : .plain
        fieldStart = scanned
        hasDoubledQuotes = false
        if state == .quoted { scanned += 1 }
      case .plain:
        scanned = endOfPlain(bytes, from: start + scanned) - start
        guard start + scanned < bytes.count else { break }
        if let outcome = endField(fieldStart..<scanned, bytes, start, isLast: isLast) { return outcome }
      case .quoted:
        guard let index = ByteSearch.firstIndex(of: Self.quote, in: bytes, from: start + scanned) else {
          scanned = bytes.count - start
          break
        }
        scanned = index + 1 - start
        state = .quoteInQuoted
      case .quoteInQuoted:
        if byte == Self.quote {
          hasDoubledQuotes = true
          state = .quoted
          scanned += 1
        } else if isEnd(byte) {
          let field = fieldStart + 1..<scanned - 1
          if let outcome = endField(field, bytes, start, isLast: isLast) { return outcome }
        } else if bytes[start + fieldStart..<start + scanned].contains(where: {
          $0 == Self.lf || $0 == Self.cr
        }) {
          return .misplacedQuote
        } else {
          hasDoubledQuotes = false
          state = .plain
        }
      }
    }
    return isLast ? endOfText() : .incomplete
  }

  /// The text of a field of the record that begins at `start`.
  func text(of field: Field, in bytes: [UInt8], from start: Int) -> [UInt8] {
    let text = bytes[start + field.range.lowerBound..<start + field.range.upperBound]
    guard field.hasDoubledQuotes else { return Array(text) }
    var single: [UInt8] = []
    single.reserveCapacity(text.count)
    var isSecond = false
    for byte in text {
      isSecond = byte == Self.quote && !isSecond
      if byte != Self.quote || isSecond { single.append(byte) }
    }
    return single
  }

  private func isEnd(_ byte: UInt8) -> Bool { byte == delimiter || byte == Self.lf || byte == Self.cr }

  private func endOfPlain(_ bytes: [UInt8], from index: Int) -> Int {
    var index = index
    while index < bytes.count, !isEnd(bytes[index]) { index += 1 }
    return index
  }

  /// Ends a field at a delimiter or a line end; what comes of it where that is the end of the record,
  /// or may be.
  private mutating func endField(_ field: Range<Int>, _ bytes: [UInt8], _ start: Int, isLast: Bool)
    -> Outcome?
  {
    let byte = bytes[start + scanned]
    // The LF of a CRLF may be still to come.
    if byte == Self.cr, start + scanned + 1 == bytes.count, !isLast { return .incomplete }
    fields.append(Field(range: field, hasDoubledQuotes: hasDoubledQuotes))
    scanned += 1
    state = .fieldStart
    guard byte != delimiter else { return nil }
    if byte == Self.cr, start + scanned < bytes.count, bytes[start + scanned] == Self.lf { scanned += 1 }
    return .record(end: scanned)
  }

  /// What comes of a record that no line end ends.
  private mutating func endOfText() -> Outcome {
    switch state {
    case .quoted: return .misplacedQuote
    case .quoteInQuoted:
      fields.append(Field(range: fieldStart + 1..<scanned - 1, hasDoubledQuotes: hasDoubledQuotes))
    case .plain: fields.append(Field(range: fieldStart..<scanned))
    case .fieldStart:
      guard scanned > 0 else { return .incomplete }
      fields.append(Field(range: scanned..<scanned))
    }
    return .record(end: scanned)
  }
}
