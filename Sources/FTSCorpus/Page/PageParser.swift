import FTSDocument

/// A plain-text page: one review, and the comments printed below it.
///
/// The first line that is not blank names the film, the paragraphs after it are the review, and a
/// numbered list below a heading such as `3 comments on “…”` holds the comments, replies indented
/// deeper than what they answer. Blogs print fewer comments than they announce, and pages are cut
/// off anywhere: what is there is taken.
struct PageParser: SourceParser {
  private let source: String
  private var bytes: [UInt8] = []
  private(set) var isFinished = false

  init(source: String) { self.source = source }

  mutating func consume(_ bytes: [UInt8], into events: inout [SourceEvent]) {
    guard !isFinished else { return }
    guard self.bytes.count + bytes.count <= SourceLimits.recordBytes else {
      self.bytes = []
      isFinished = true
      report("page longer than \(SourceLimits.recordDescription)", .fileSkipped, into: &events)
      return
    }
    self.bytes += bytes
  }

  mutating func finish(isCut: Bool, into events: inout [SourceEvent]) {
    guard !isFinished else { return }
    isFinished = true
    let (text, firstForeignByte) = TextDecoder.decode(bytes)
    bytes = []
    guard let documents = PageDocuments(text, source: source).documents() else {
      if !isCut { report("empty", .fileSkipped, into: &events) }
      return
    }
    events += documents.map(SourceEvent.document)
    if let firstForeignByte {
      report(
        "byte \(firstForeignByte) of the text and perhaps more are not UTF-8; read as Windows-1252", .warning,
        into: &events)
    }
  }

  private func report(
    _ reason: String, _ severity: SourceProblem.Severity, into events: inout [SourceEvent]
  ) {
    events.append(.problem(SourceProblem(source: source, reason: reason, severity: severity)))
  }
}
