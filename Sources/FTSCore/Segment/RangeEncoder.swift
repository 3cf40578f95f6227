/// Encodes the posting lists of one range of terms after the other, in memory used again.
///
/// `Sendable` without the compiler's proof: `SegmentBuilder` gives each encoder to one thread at
/// a time, and reads it when that has ended.
final class RangeEncoder: @unchecked Sendable {
  private struct List {
    var ordinal: Int
    var end: Int
    var summary: PostingListEncoder.Summary
  }

  private let inverter: Inverter
  private var encoder: PostingListEncoder
  private var occurrences: [Occurrence] = []
  private var writer = ByteWriter()
  private var lists: [List] = []

  init(_ inverter: Inverter, _ encoder: PostingListEncoder) {
    self.inverter = inverter
    self.encoder = encoder
  }

  /// Encodes the lists of a range, in place of those before.
  func encode(_ range: Range<Int>) {
    writer.removeAll()
    lists.removeAll(keepingCapacity: true)
    Self.encode(range, inverter, &encoder, &occurrences, &writer, &lists)
  }

  /// Writes the lists encoded last.
  func write(_ terms: TermOrder, to writer: inout PostingsWriter) throws(IndexError) {
    var start = 0
    for list in lists {
      try writer.append(
        term: terms.term(list.ordinal), list: self.writer.bytes[start..<list.end], summary: list.summary)
      start = list.end
    }
  }

  /// Static, so that the encoder's parts are accessed once per range and not once per term.
  private static func encode(
    _ range: Range<Int>, _ inverter: Inverter, _ encoder: inout PostingListEncoder,
    _ occurrences: inout [Occurrence], _ writer: inout ByteWriter, _ lists: inout [List]
  ) {
    inverter.forEachTerm(in: range, &occurrences) { ordinal, occurrences in
      let summary = encoder.encode(occurrences, into: &writer)
      lists.append(List(ordinal: ordinal, end: writer.count, summary: summary))
    }
  }
}
