import FTSCorpus

/// A file yields the same events however its bytes are cut.
enum SourceFuzzing {
  static func run(_ format: SourceFormat, _ bytes: [UInt8]) {
    // The first byte says how long the pieces are.
    guard let first = bytes.first else { return }
    let content = Array(bytes.dropFirst())
    let size = Int(first) + 1
    let pieces = stride(from: 0, to: content.count, by: size).map {
      Array(content[$0..<min(content.count, $0 + size)])
    }
    precondition(
      told(format.events(of: [content]), format) == told(format.events(of: pieces), format),
      "the events depend on where the bytes are cut")
  }

  /// Of XML that is not well-formed libxml2 tells the one or the other reason, by how much it has seen: there only what
  /// became of the records counts.
  private static func told(_ events: [SourceEvent], _ format: SourceFormat) -> [SourceEvent] {
    guard [.wxr, .stackexchange, .disqus].contains(format) else { return events }
    return events.filter { if case .document = $0 { true } else { false } }
  }
}
