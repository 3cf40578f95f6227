/// Impacts at hand, as fractions of 2³² (see ScoreScale): of the frequencies 1 to 15 in the body, which nearly
/// all postings have, at every length. Filled when the parameters change, which a commit does and a query
/// does not.
@safe struct ImpactTable: ~Copyable {
  /// One more than the greatest frequency in the table.
  static let frequencies = 16

  private(set) var bm25: BM25
  private(set) var fieldWeights: FieldWeights
  private let table: UnsafeMutablePointer<UInt32>

  init() {
    bm25 = BM25(k1: 0, b: 0, averageLength: 1)
    fieldWeights = FieldWeights()
    unsafe table = .allocate(capacity: Self.frequencies << 8)
    fill()
  }

  deinit {
    // SAFETY: allocated in init; numbers need no destruction.
    unsafe table.deallocate()
  }

  /// Makes it the table of these parameters.
  mutating func set(_ bm25: BM25, _ fieldWeights: FieldWeights) {
    if bm25 == self.bm25, fieldWeights == self.fieldWeights { return }
    self.bm25 = bm25
    self.fieldWeights = fieldWeights
    fill()
  }

  private func fill() {
    for index in 0..<Self.frequencies << 8 {
      let impact = bm25.impact(fieldWeights.body * Float(index >> 8), lengthCode: UInt8(index & 255))
      // SAFETY: within the capacity.
      unsafe (table + index).initialize(to: ScoreScale.fraction(impact))
    }
  }

  /// Impact of so many occurrences in the body, 0 to 15.
  @inline(__always)
  func impact(body frequency: Int, lengthCode: UInt8) -> UInt32 {
    // SAFETY: a cell's codes are below 16.
    unsafe table[frequency << 8 | Int(lengthCode)]
  }

  /// Impact of any frequencies.
  func impact(_ frequencies: FieldFrequencies, lengthCode: UInt8) -> UInt32 {
    if frequencies.code(limit: Self.frequencies - 1) != 0 {
      return impact(body: frequencies.body, lengthCode: lengthCode)
    }
    return ScoreScale.fraction(bm25.impact(frequencies.weighted(fieldWeights), lengthCode: lengthCode))
  }
}
