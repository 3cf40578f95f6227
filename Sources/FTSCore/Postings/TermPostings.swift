/// The postings of one term, gathered in the form that the encoders of lists take them in.
struct TermPostings {
  /// A document, and how often the term occurs in it.
  struct Posting: BitwiseCopyable {
    var document: DocID
    /// Where its positions end among those of the term; they begin where those of the posting before end.
    var positionsEnd: UInt32
    /// The number of occurrences, where all are in the body and at most `CellEncoder.largestCode`; 0 says that
    /// `records` tells.
    var code: UInt8
  }

  /// By DocID, ascending.
  private(set) var postings: [Posting] = []
  /// The frequencies of the postings whose code is 0, in their order.
  private(set) var records: [FieldFrequencies] = []
  /// The positions of all postings as they stand in every form of a list: field by field in the order of
  /// `Field`, each as a varint of the difference to the one before it, the first as it stands.
  private(set) var positions: [UInt8] = []

  /// The frequencies of a posting.
  ///
  /// - Parameter record: how many postings before it have the code 0; counted on.
  @inline(__always)
  func frequencies(of posting: Posting, _ record: inout Int) -> FieldFrequencies {
    if posting.code != 0 { return FieldFrequencies(body: Int(posting.code)) }
    record += 1
    return records[record - 1]
  }

  mutating func removeAll() {
    postings.removeAll(keepingCapacity: true)
    if !records.isEmpty { records.removeAll(keepingCapacity: true) }
    positions.removeAll(keepingCapacity: true)
  }

  /// Appends a posting, of a document above all before it.
  ///
  /// - Parameter positions: those of the posting, encoded.
  mutating func append(_ document: DocID, _ frequencies: FieldFrequencies, positions: [UInt8]) {
    self.positions.append(contentsOf: positions)
    let code = frequencies.code(limit: CellEncoder.largestCode)
    if code == 0 { records.append(frequencies) }
    postings.append(Posting(document: document, positionsEnd: UInt32(self.positions.count), code: code))
  }

  /// Takes the place of what was there.
  ///
  /// - Parameter occurrences: ascending by document, within it by field and position.
  mutating func gather(_ occurrences: Span<Occurrence>) {
    removeAll()
    postings.append(addingCapacity: occurrences.count) { postings in
      positions.append(addingCapacity: occurrences.count * Occurrence.largestVarint) { positions in
        Self.gather(occurrences, &postings, &records, &positions)
      }
    }
  }

  private static func gather(
    _ occurrences: Span<Occurrence>, _ postings: inout OutputSpan<Posting>,
    _ records: inout [FieldFrequencies], _ positions: inout OutputSpan<UInt8>
  ) {
    var index = 0
    while index < occurrences.count {
      let document = occurrences[index].document
      var frequencies = FieldFrequencies()
      var field = Field.body
      var previous = 0
      repeat {
        let occurrence = occurrences[index]
        if occurrence.field != field {
          field = occurrence.field
          previous = 0
        }
        frequencies[field] += 1
        positions.append(varint: occurrence.position - previous)
        previous = occurrence.position
        index += 1
      } while index < occurrences.count && occurrences[index].document == document
      let code = frequencies.code(limit: CellEncoder.largestCode)
      if code == 0 { records.append(frequencies) }
      postings.append(Posting(document: document, positionsEnd: UInt32(positions.count), code: code))
    }
  }
}
