import FTSDocument

/// A Disqus comments export (https://docs.disqus.com/developers/export/): threads, which are the pages
/// of a site, then the posts of all of them, each naming its thread and the post it answers.
final class DisqusRecords: XMLRecords {
  let endTag: StaticString = "</disqus>"

  private let source: String
  private let documents: DisqusDocuments
  private var events: [SourceEvent] = []
  private var hasRoot = false

  private var entry: DisqusEntry?
  /// Names of the elements open below the entry.
  private var path: [String] = []
  private var text: [UInt8] = []
  /// Bytes gathered for the entry at hand.
  private var entryBytes = 0

  init(source: String, includesUnapproved: Bool) {
    self.source = source
    documents = DisqusDocuments(includesUnapproved: includesUnapproved)
  }

  static func isBegun(by head: [UInt8]) -> Bool { XMLHead.elements(head, limit: 1) == ["disqus"] }

  var lack: String? { hasRoot ? nil : "not a Disqus export: no element disqus in it" }

  func take() -> [SourceEvent] {
    defer { events = [] }
    return events
  }

  func breakOff() {}

  func start(_ name: String, namespace: String, attributes: [String: String], line: Int) {
    if name == "disqus" { hasRoot = true }
    text.removeAll(keepingCapacity: text.count <= SourceLimits.blockBytes)
    if entry != nil {
      path.append(name)
      if path == ["thread"] { entry?.thread = attributes["id"] }
      if path == ["parent"] { entry?.parent = attributes["id"] }
    } else if let kind = DisqusEntry.Kind(rawValue: name) {
      entry = DisqusEntry(kind: kind, id: attributes["id"] ?? "", line: line)
      entryBytes = 0
    }
  }

  func addText(_ utf8: Span<UInt8>) {
    guard !path.isEmpty else { return }
    entryBytes += utf8.count
    guard entryBytes <= SourceLimits.recordBytes else {
      text = []
      entry?.values = [:]
      return
    }
    // SAFETY: the bytes are copied while the span is there.
    unsafe utf8.withUnsafeBufferPointer { unsafe text.append(contentsOf: $0) }
  }

  func end(_ name: String, namespace: String) {
    guard let entry else { return }
    guard !path.isEmpty else {
      self.entry = nil
      return add(entry)
    }
    let key = path.joined(separator: "/")
    // Addresses of mail and network are not among what is kept.
    if Self.gathered.contains(key) {
      self.entry?.values[key] = PlainText.trimmed(String(decoding: text, as: UTF8.self))
    }
    text.removeAll(keepingCapacity: text.count <= SourceLimits.blockBytes)
    path.removeLast()
  }

  private static let gathered: Set<String> = [
    "forum", "link", "title", "message", "createdAt", "isDeleted", "isSpam", "isApproved", "author/name",
    "author/username",
  ]

  private func add(_ entry: DisqusEntry) {
    do throws(RecordRejection) {
      guard entryBytes <= SourceLimits.recordBytes else {
        throw RecordRejection(reason: "\(entry.kind.rawValue) longer than \(SourceLimits.recordDescription)")
      }
      events.append(.document(try documents.document(of: entry)))
    } catch {
      events.append(.skipped(error, in: source, at: .line(entry.line)))
    }
  }
}
