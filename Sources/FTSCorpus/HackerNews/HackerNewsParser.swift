/// Items of Hacker News: an item a line, or in one JSON text of any layout, as an array of them or a
/// story with its comments. Which of the two it is the first line tells: whether it is whole.
struct HackerNewsParser: SourceParser {
  private let source: String
  /// The beginning, until it has a line.
  private var head: [UInt8] = []
  private var parser: (any SourceParser)?

  init(source: String) { self.source = source }

  var isFinished: Bool { false }

  mutating func consume(_ bytes: [UInt8], into events: inout [SourceEvent]) {
    guard parser == nil else {
      parser?.consume(bytes, into: &events)
      return
    }
    head += bytes
    if hasLine || head.count > SourceLimits.recordBytes { begin(into: &events) }
  }

  mutating func finish(isCut: Bool, into events: inout [SourceEvent]) {
    if parser == nil { begin(into: &events) }
    parser?.finish(isCut: isCut, into: &events)
  }

  private var hasLine: Bool {
    guard let first = head.firstIndex(where: { !PlainText.isBlank($0) }) else { return false }
    return ByteSearch.firstIndex(of: UInt8(ascii: "\n"), in: head, from: first) != nil
  }

  private mutating func begin(into events: inout [SourceEvent]) {
    let records = HackerNewsRecords()
    parser =
      isLineWhole
      ? JSONLinesParser(source: source, records: records) : JSONTextParser(source: source, records: records)
    parser?.consume(head, into: &events)
    head = []
  }

  private var isLineWhole: Bool {
    guard let first = head.firstIndex(where: { !PlainText.isBlank($0) }) else { return true }
    let end = ByteSearch.firstIndex(of: UInt8(ascii: "\n"), in: head, from: first)
    return end != nil && (try? JSONObject(head, in: first..<(end ?? head.count))) != nil
  }
}
