/// A document found and its score, as one number that is greater for the better one: of equal scores the lower
/// document is better.
struct ScoredDocument: BitwiseCopyable, Equatable {
  let key: UInt64

  init(key: UInt64) { self.key = key }

  /// - Parameters:
  ///   - score: in units, see ScoreScale.
  ///   - document: its number within the snapshot.
  @inline(__always)
  init(score: UInt32, document: UInt32) { key = UInt64(score) << 32 | UInt64(~document) }

  /// In units.
  var score: UInt32 { UInt32(truncatingIfNeeded: key >> 32) }
  /// Number of the document within the snapshot.
  var document: UInt32 { ~UInt32(truncatingIfNeeded: key) }
}
