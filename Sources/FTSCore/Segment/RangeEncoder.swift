/// Encodes the posting lists of one range of terms after the other, in memory used again.
struct RangeEncoder {
  /// The posting lists of a range, one after the other.
  struct EncodedRange {
    fileprivate struct List {
      var ordinal: Int
      var end: Int
      var summary: PostingListEncoder.Summary
    }

    fileprivate var bytes = ByteWriter()
    fileprivate var lists: [List] = []

    /// The terms that have a list.
    var ordinals: some Sequence<Int> { lists.lazy.map(\.ordinal) }

    /// Appends the lists to what `writer` writes.
    func write(_ terms: TermOrder, to writer: inout PostingsWriter) throws(IndexError) {
      var start = 0
      for list in lists {
        try writer.append(
          term: terms.term(list.ordinal), list: bytes.bytes[start..<list.end], summary: list.summary)
        start = list.end
      }
    }
  }

  private let inverter: Inverter
  private var encoder: PostingListEncoder
  private var occurrences: [Occurrence] = []

  init(_ inverter: Inverter, _ encoder: PostingListEncoder) {
    self.inverter = inverter
    self.encoder = encoder
  }

  /// The lists of the range `index` of the inverter's terms.
  mutating func encode(_ index: Int) -> EncodedRange {
    var encoded = EncodedRange()
    encoded.lists.reserveCapacity(inverter.ranges[index].count)
    inverter.forEachTerm(inRange: index, &occurrences) { ordinal, occurrences in
      let summary = encoder.encode(occurrences, into: &encoded.bytes)
      encoded.lists.append(
        EncodedRange.List(ordinal: ordinal, end: encoded.bytes.count, summary: summary))
    }
    return encoded
  }
}
