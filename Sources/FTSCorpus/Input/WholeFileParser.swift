/// A format whose files are read as a whole, not in pieces.
protocol WholeFileReader {
  /// What a person calls such a file: `page`.
  static var noun: String { get }
  /// Path of the file, or `-`.
  var source: String { get }
  /// The text of the bytes, and what to tell of how it was made of them.
  func decode(_ bytes: [UInt8]) -> (text: String, warning: String?)
  /// What the text yields; `nil` where it is blank.
  func events(of text: String) -> [SourceEvent]?
}

extension WholeFileReader {
  func decode(_ bytes: [UInt8]) -> (text: String, warning: String?) {
    let (text, foreign) = TextDecoder.decode(bytes)
    let warning = foreign.map {
      "byte \($0) of the text and perhaps more are not UTF-8; read as Windows-1252"
    }
    return (text, warning)
  }

  /// A problem of this file.
  func problem(
    _ reason: String, _ severity: SourceProblem.Severity, at location: SourceProblem.Location? = nil
  ) -> SourceEvent {
    .problem(SourceProblem(source: source, location: location, reason: reason, severity: severity))
  }
}

/// Gathers the bytes of a file, as many as a record may have, and has them read at its end.
struct WholeFileParser<Reader: WholeFileReader>: SourceParser {
  private let reader: Reader
  private var bytes: [UInt8] = []
  private(set) var isFinished = false

  init(_ reader: Reader) { self.reader = reader }

  mutating func consume(_ bytes: [UInt8], into events: inout [SourceEvent]) {
    guard !isFinished else { return }
    guard self.bytes.count + bytes.count <= SourceLimits.recordBytes else {
      self.bytes = []
      isFinished = true
      events.append(
        reader.problem("\(Reader.noun) longer than \(SourceLimits.recordDescription)", .fileSkipped))
      return
    }
    self.bytes += bytes
  }

  mutating func finish(isCut: Bool, into events: inout [SourceEvent]) {
    guard !isFinished else { return }
    isFinished = true
    let (text, warning) = reader.decode(bytes)
    bytes = []
    guard let read = reader.events(of: text) else {
      if !isCut { events.append(reader.problem("empty", .fileSkipped)) }
      return
    }
    events += read
    if let warning { events.append(reader.problem(warning, .warning)) }
  }
}
