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
    let (whole, cut) = (
      told(format.events(of: [content]), format), told(format.events(of: pieces), format)
    )
    guard whole == cut else {
      let place = zip(whole, cut).prefix { $0 == $1 }.count
      fatalError(
        "in pieces of \(size) bytes event \(place) is another: \(whole.dropFirst(place).prefix(1)), \(cut.dropFirst(place).prefix(1))"
      )
    }
  }

  /// Of XML that is not well-formed libxml2 tells the one or the other reason, by how much it has seen: there only what
  /// became of the records counts.
  private static func told(_ events: [SourceEvent], _ format: SourceFormat) -> [SourceEvent] {
    guard [.wxr, .stackexchange, .disqus].contains(format) else { return events }
    return events.filter { if case .document = $0 { true } else { false } }
  }
}
