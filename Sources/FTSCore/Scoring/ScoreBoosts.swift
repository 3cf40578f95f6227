import FTSDocument
import FTSQuery
import Glibc

/// The factors that scores are multiplied by, in a snapshot at a moment.
///
/// A factor is a whole number of parts of 2²⁴, and at least one: so the product with a score in units is exact
/// before it is rounded down, and of what is bounded before the bound holds behind it.
struct ScoreBoosts {
  private static let fractionBits: UInt64 = 24

  /// Whether no score changes.
  let isEmpty: Bool
  private let boosts: [Boost]
  private let now: Int64
  private let ratings: RatingShares?
  /// No document has a greater factor.
  private let greatest: UInt64

  /// No factors.
  init() {
    boosts = []
    isEmpty = true
    now = 0
    ratings = nil
    greatest = 1 << Self.fractionBits
  }

  /// - Parameter now: in seconds since 1970-01-01T00:00:00Z.
  init(_ boosts: [Boost], _ snapshot: Snapshot, now: Int64) throws(IndexError) {
    self.boosts = boosts
    isEmpty = boosts.isEmpty
    self.now = now
    ratings = boosts.contains(.rating) ? try snapshot.ratingShares() : nil
    var greatest = 1.0
    for boost in boosts {
      switch boost {
      case .rating: greatest *= 2
      case .recency(let halfLife):
        var latest: Int64?
        for segment in snapshot.segments {
          let dates = try segment.values(.dates)
          guard let last = dates.dateOrdinals.last else { continue }
          let seconds = dates.date(Int(last - dates.dateOrdinals.lowerBound)).seconds
          latest = max(latest ?? seconds, seconds)
        }
        if let latest { greatest *= Self.recency(latest, now, halfLife) }
      }
    }
    // One part more than all roundings can make of it.
    self.greatest = Self.fixed(greatest) + 1
  }

  /// Whether factors depend on the moment.
  var isRelative: Bool { boosts.contains { if case .recency = $0 { true } else { false } } }

  /// How many times the sum of the clauses' weights a score can be.
  var most: Double { boosts.reduce(1) { most, _ in most * 2 } }

  private static func recency(_ date: Int64, _ now: Int64, _ halfLife: Int64) -> Double {
    // What is dated in the future is new.
    1 + exp2(-max(0, Double(now) - Double(date)) / Double(halfLife))
  }

  private static func fixed(_ factor: Double) -> UInt64 { UInt64(factor * Double(1 << fractionBits)) }

  /// The factor of each boost of a document of a segment, in their order.
  func factors(of document: Int, _ values: SegmentValues) -> [(boost: Boost, factor: Double)] {
    boosts.map { ($0, factor($0, document, values)) }
  }

  @inline(__always)
  private func factor(_ boost: Boost, _ document: Int, _ values: SegmentValues) -> Double {
    switch boost {
    case .rating:
      guard let column = values.ratings, let ratings,
        let (ordinal, _) = column.ordinals(of: document, in: column.numberOrdinals)
      else { return 1 }
      return 1 + ratings.share(ofOrdinal: Int(ordinal), in: values.segment)
    case .recency(let halfLife):
      guard let column = values.dates,
        let (ordinal, _) = column.ordinals(of: document, in: column.dateOrdinals)
      else { return 1 }
      return Self.recency(column.date(Int(ordinal - column.dateOrdinals.lowerBound)).seconds, now, halfLife)
    }
  }

  /// The columns of a segment that the boosts look at.
  struct SegmentValues {
    var segment: Int
    var ratings: ValueColumn?
    var dates: ValueColumn?
  }

  func values(_ segment: SegmentReader) throws(IndexError) -> SegmentValues {
    var values = SegmentValues(segment: segment.index)
    for boost in boosts {
      switch boost {
      case .rating: values.ratings = try segment.values(.ratings)
      case .recency: values.dates = try segment.values(.dates)
      }
    }
    return values
  }

  /// A score of a document, in units, with its factors.
  func boosted(_ score: UInt32, _ document: Int, _ values: SegmentValues) -> UInt32 {
    if score == 0 { return 0 }
    var factor = 1.0
    for boost in boosts { factor *= self.factor(boost, document, values) }
    return UInt32(truncatingIfNeeded: (UInt64(score) &* Self.fixed(factor)) &>> Self.fractionBits)
  }

  /// A score without factors that a document must have to reach `threshold` with them.
  @inline(__always)
  func unboosted(_ threshold: UInt32) -> UInt32 {
    isEmpty
      ? threshold : UInt32(truncatingIfNeeded: (UInt64(threshold) << Self.fractionBits) / greatest)
  }
}
