import FTSDocument
import FTSQuery

/// What the documents of a segment are compared by for one sort key: of each a number that is greater for what
/// comes first, over all segments, and 0 where there is no value.
struct SortValues {
  private enum Source {
    case scores
    /// By document.
    case lengths([UInt32])
    /// The numbers or the dates of a column.
    case values(ValueColumn, Range<UInt32>)
    case none
  }

  private let source: Source
  private let isAscending: Bool

  init(_ key: SortKey, _ segment: SegmentReader, _ snapshot: Snapshot) throws(IndexError) {
    isAscending = key.isAscending
    source =
      switch key.field {
      case .relevance: .scores
      case .threadLength: .lengths(snapshot.threadLengths[segment.index])
      case .date: Self.dates(try segment.values(.dates))
      case .rating: Self.numbers(try segment.values(.ratings))
      case .attribute(let name): try segment.values(attribute: name).map(Self.numbers) ?? .none
      }
  }

  private static func numbers(_ column: ValueColumn) -> Source { .values(column, column.numberOrdinals) }
  private static func dates(_ column: ValueColumn) -> Source { .values(column, column.dateOrdinals) }

  /// - Parameter score: that of the document, in units, where it is compared by that.
  func code(of document: Int, score: UInt32) -> UInt64 {
    switch source {
    case .scores: return directed(UInt64(score) + 1)
    case .lengths(let lengths): return directed(UInt64(lengths[document]) + 1)
    case .values(let column, let range):
      guard let (first, last) = column.ordinals(of: document, in: range) else { return 0 }
      return code(column, isAscending ? first : last)
    case .none: return 0
    }
  }

  /// The values that come no later than one of that code; of what has no column, all.
  func ordinals(reaching code: UInt64) -> OrdinalSet {
    guard case .values(let column, let range) = source, code > 0 else { return .all }
    let place = partitionPoint(range.count) {
      let own = self.code(column, range.lowerBound + UInt32($0))
      return isAscending ? own < code : own >= code
    }
    let bound = Int(range.lowerBound) + place
    return isAscending
      ? OrdinalSet(Int(range.lowerBound)..<bound, of: column.count)
      : OrdinalSet(bound..<Int(range.upperBound), of: column.count)
  }

  /// The documents of a block with one of the values; of what has no column, all.
  func lanes(_ block: Int, in set: OrdinalSet) -> UInt64 {
    guard case .values(let column, _) = source else { return .max }
    return column.lanes(block, in: set)
  }

  private func code(_ column: ValueColumn, _ ordinal: UInt32) -> UInt64 {
    directed(column.code(Int(ordinal)))
  }

  @inline(__always)
  private func directed(_ code: UInt64) -> UInt64 { isAscending ? ~code : code }
}

extension ValueColumn {
  /// A number that is greater for the greater value, for numbers and dates; neither the least nor the greatest.
  fileprivate func code(_ ordinal: Int) -> UInt64 {
    if numberOrdinals.contains(UInt32(ordinal)) {
      let bits = number(ordinal - texts.count).bitPattern
      return bits ^ (bits >> 63 == 0 ? 1 << 63 : .max)
    }
    return UInt64(bitPattern: date(ordinal - texts.count - numberCount).seconds) ^ 1 << 63
  }
}
