import FTSCorpus
import FTSWording

/// How far indexing has come: one line on the terminal, rewritten as it goes on.
final class ProgressLine {
  private static let interval = Duration.milliseconds(100)

  private let isShown: Bool
  private let start = ContinuousClock.now
  private var lastUpdate: ContinuousClock.Instant?
  private var isOnScreen = false

  init(isShown: Bool) { self.isShown = isShown }

  /// Shows the state of things, ten times a second at most.
  func update(documents: Int, reader: DocumentReader) {
    guard isShown else { return }
    let now = ContinuousClock.now
    if let lastUpdate, now - lastUpdate < Self.interval { return }
    lastUpdate = now
    let (bytes, total) = reader.progress
    show(Self.text(documents: documents, bytes: bytes, of: total, seconds: (now - start) / .seconds(1)))
  }

  func show(_ text: String) {
    guard isShown else { return }
    // Without wrapping: of a line that ran on, the next one would overwrite only the end.
    StandardError.write("\r\u{1B}[K\u{1B}[?7l" + text + "\u{1B}[?7h")
    isOnScreen = true
  }

  /// Makes room for other text.
  func clear() {
    guard isOnScreen else { return }
    StandardError.write("\r\u{1B}[K")
    isOnScreen = false
  }

  /// `12,345 documents, 42%, 56,000 documents/s, 61 MB/s, 12 s left`.
  static func text(documents: Int, bytes: Int, of total: Int?, seconds: Double) -> String {
    var parts = [NumberText.count(documents, "document")]
    let fraction = total.flatMap { $0 > 0 ? min(1, Double(bytes) / Double($0)) : nil }
    if let fraction { parts.append("\(Int(fraction * 100))%") }
    guard seconds > 0 else { return parts.joined(separator: ", ") }
    parts.append("\(NumberText.grouped(Int(Double(documents) / seconds))) documents/s")
    parts.append(NumberText.bytes(Int(Double(bytes) / seconds)) + "/s")
    if let fraction, fraction > 0, seconds > 1 {
      parts.append("\(NumberText.grouped(Int((seconds * (1 - fraction) / fraction).rounded(.up)))) s left")
    }
    return parts.joined(separator: ", ")
  }
}
