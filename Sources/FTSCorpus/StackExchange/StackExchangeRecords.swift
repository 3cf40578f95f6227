import FTSDocument

/// A file of a Stack Exchange data dump, Posts.xml or Comments.xml: an element of `row`s, a record
/// each, all of whose fields are attributes.
final class StackExchangeRecords: XMLRecords {
  private let source: String
  private let documents: StackExchangeDocuments
  private var table: Table?
  private var row: (attributes: [String: String], line: Int)?
  private var events: [SourceEvent] = []

  private enum Table: String { case posts, comments }

  init(source: String) {
    self.source = source
    documents = StackExchangeDocuments(site: StackExchangeSite(path: source))
  }

  static func isBegun(by head: [UInt8]) -> Bool {
    XMLHead.elements(head, limit: 2).first.flatMap(Table.init) != nil
      && XMLHead.elements(head, limit: 2).dropFirst().allSatisfy { $0 == "row" }
  }

  var endTag: StaticString { table == .comments ? "</comments>" : "</posts>" }

  var lack: String? {
    table == nil ? "no file of a Stack Exchange dump that has texts: neither posts nor comments in it" : nil
  }

  func take() -> [SourceEvent] {
    defer { events = [] }
    return events
  }

  func breakOff() {}

  func start(_ name: String, namespace: String, attributes: [String: String], line: Int) {
    if name == "row" {
      row = (attributes, line)
    } else {
      table = table ?? Table(rawValue: name)
    }
  }

  /// A row that is cut off has a start, with the attributes before the cut, and no end.
  func end(_ name: String, namespace: String) {
    guard let row else { return }
    self.row = nil
    do throws(RecordRejection) {
      let document: Document? =
        switch table {
        case .posts: try documents.post(row.attributes)
        case .comments: try documents.comment(row.attributes)
        case nil: nil
        }
      if let document { events.append(.document(document)) }
    } catch {
      events.append(.skipped(error, in: source, at: .line(row.line)))
    }
  }

  func addText(_ utf8: Span<UInt8>) {}
}
