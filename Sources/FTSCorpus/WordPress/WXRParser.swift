import FTSDocument

/// A WordPress export (WXR, "WordPress eXtended RSS"): posts, pages and custom types are reviews,
/// their comments comments. Texts of the site's machinery are passed over, and so are drafts,
/// protected posts and unapproved comments unless asked for.
///
/// Of a cut-off export everything complete before the cut is kept.
struct WXRParser: SourceParser {
  /// Enough for the end tag of the document and a few line ends.
  private static let tailBytes = 32

  private let source: String
  private let includesUnapproved: Bool
  private let content = WXRContent()
  private let parser: XMLPushParser
  private var repair = XMLRepair()
  /// The end of the text so far.
  private var tail: [UInt8] = []
  private(set) var isFinished = false

  init(source: String, includesUnapproved: Bool) {
    self.source = source
    self.includesUnapproved = includesUnapproved
    parser = XMLPushParser(content: content)
  }

  mutating func consume(_ bytes: [UInt8], into events: inout [SourceEvent]) {
    guard !isFinished else { return }
    parse(repair.mend(bytes, isLast: false), isLast: false, isCut: false, into: &events)
  }

  mutating func finish(isCut: Bool, into events: inout [SourceEvent]) {
    guard !isFinished else { return }
    parse(repair.mend([], isLast: true), isLast: true, isCut: isCut, into: &events)
    if let line = repair.foreignLine {
      report(
        "bytes that are not UTF-8, here and perhaps further on; read as Windows-1252", .warning,
        at: .line(line), into: &events)
    }
    if !isFinished, !content.hasChannel {
      report("not a WordPress export: no channel in it", .fileSkipped, into: &events)
    }
    isFinished = true
  }

  private mutating func parse(_ bytes: [UInt8], isLast: Bool, isCut: Bool, into events: inout [SourceEvent]) {
    tail = (tail + bytes.suffix(Self.tailBytes)).suffix(Self.tailBytes)
    do throws(XMLPushParser.Failure) {
      try parser.parse(bytes, isLast: isLast)
      takeItems(into: &events)
    } catch {
      isFinished = true
      takeItems(into: &events)
      if let item = content.takeOpenItem() { add(item, into: &events) }
      // At the end of a cut-off text the library complains of whatever it was waiting for.
      let isWhole = !isLast || ByteSearch.contains("</rss>", in: tail)
      let reason = isWhole ? error.reason + "; what follows was not read" : "the XML ends too early"
      if !isCut { report(reason, .fileSkipped, at: .line(error.line), into: &events) }
    }
  }

  private func takeItems(into events: inout [SourceEvent]) {
    let (items, oversized) = content.takeItems()
    for item in items { add(item, into: &events) }
    for _ in 0..<oversized {
      report(
        "post longer than \(SourceLimits.recordDescription) with its comments", .recordSkipped, into: &events)
    }
  }

  private func add(_ item: WXRItem, into events: inout [SourceEvent]) {
    let documents = WXRDocuments(channel: content.channel, includesUnapproved: includesUnapproved)
    let result = documents.documents(of: item)
    events += result.documents.map(SourceEvent.document)
    for rejection in result.rejections { report(rejection, .recordSkipped, into: &events) }
  }

  private func report(
    _ reason: String, _ severity: SourceProblem.Severity, at location: SourceProblem.Location? = nil,
    into events: inout [SourceEvent]
  ) {
    events.append(
      .problem(SourceProblem(source: source, location: location, reason: reason, severity: severity)))
  }
}
