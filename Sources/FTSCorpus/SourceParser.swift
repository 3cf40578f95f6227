/// Turns the bytes of one file into events. The bytes arrive in pieces cut anywhere; the events do
/// not depend on where.
protocol SourceParser {
  /// True when nothing that follows in the file can yield another event.
  var isFinished: Bool { get }

  /// Takes the next piece and appends what it completes.
  mutating func consume(_ bytes: [UInt8], into events: inout [SourceEvent])

  /// Appends what is left when the input has ended. `isCut` says that it ended early for a reason
  /// that is reported elsewhere: an unfinished record is dropped without a word.
  mutating func finish(isCut: Bool, into events: inout [SourceEvent])
}
