/// Bounds of impacts at hand: those of the frequencies in the body that have a code, which nearly all
/// postings have, at every length.
struct ImpactBounds {
  /// Upper and lower bound of an impact, in steps of 1/255.
  struct Pair: BitwiseCopyable {
    var above: UInt8
    var below: UInt8

    init(_ impact: Float) {
      above = ImpactBound.above(impact)
      below = ImpactBound.below(impact)
    }
  }

  private let bm25: BM25
  private let weights: FieldWeights
  private let lengthCodes: [UInt8]
  /// By frequency and, within it, by length code.
  private let table: [Pair]

  /// - Parameters:
  ///   - lengthCodes: length code of every document of the segment, by DocID.
  ///   - bm25: parameters and mean length that bounds are computed with.
  init(lengthCodes: [UInt8], bm25: BM25, weights: FieldWeights) {
    self.lengthCodes = lengthCodes
    self.bm25 = bm25
    self.weights = weights
    table = (0...CellEncoder.largestCode).flatMap { frequency in
      (UInt8.min...UInt8.max).map { lengthCode in
        let weighted = FieldFrequencies(body: frequency).weighted(weights)
        return Pair(bm25.impact(weighted, lengthCode: lengthCode))
      }
    }
  }

  init(lengthCodes: [UInt8], _ settings: IndexSettings, averageLength: Float) {
    self.init(
      lengthCodes: lengthCodes, bm25: BM25(settings: settings, averageLength: averageLength),
      weights: settings.weights)
  }

  /// Documents of the segment.
  var documents: Int { lengthCodes.count }

  /// The bounds of a posting's impact.
  ///
  /// - Parameter code: that of `frequencies`, see `TermPostings`.
  @inline(__always)
  func pair(_ document: DocID, code: UInt8, _ frequencies: FieldFrequencies) -> Pair {
    let lengthCode = lengthCodes[Int(document)]
    if code != 0 { return table[Int(code) << 8 | Int(lengthCode)] }
    return Pair(bm25.impact(frequencies.weighted(weights), lengthCode: lengthCode))
  }
}
