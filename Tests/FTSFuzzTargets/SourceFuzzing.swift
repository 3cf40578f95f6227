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
      format.events(of: [content]) == format.events(of: pieces),
      "the events depend on where the bytes are cut")
  }
}
