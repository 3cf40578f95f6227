import FTSDocument

/// The dates of a column, put together by the year or the month in which they lie: ordinals ascend with time, so that
/// each bucket is a range of them.
struct DateBuckets {
  /// Entries of the directory, at most.
  private static let directorySize = 4_096

  /// No calendar reaches further, and arithmetic with years does not either.
  private static let farthest: UInt64 = 1 << 50

  /// By bucket, its first ordinal among the dates; behind the last, what is above all.
  private var starts: [UInt32] = []
  /// By bucket its year or month; `nil` of dates that are not so precise.
  private(set) var periods: [Timestamp?] = []
  /// By ordinals without their last bits, the bucket of the first of them.
  private var directory: [UInt32] = []
  private var shift: UInt32 = 0
  /// Ordinal of the first date, and how many dates there are.
  private let base: UInt32
  private let count: UInt32

  /// - Parameter precision: year or month.
  init(_ column: ValueColumn, by precision: Timestamp.Precision) {
    base = column.dateOrdinals.lowerBound
    let count = column.dateOrdinals.count
    self.count = UInt32(count)
    var start = 0
    while start < count {
      let date = column.date(start)
      starts.append(UInt32(start))
      if date.precision.rawValue < precision.rawValue || date.seconds.magnitude > Self.farthest {
        // Of all dates that begin at the same moment the less precise come first.
        periods.append(nil)
        start += 1
      } else {
        let period = date.truncated(to: precision)
        periods.append(period)
        let end = period.next.seconds
        start += 1 + partitionPoint(count - start - 1) { column.date(start + 1 + $0).seconds >= end }
      }
    }
    while count >> Int(shift) >= Self.directorySize { shift += 1 }
    var bucket = 0
    for place in 0..<(count >> Int(shift)) + 1 {
      while bucket + 1 < starts.count, starts[bucket + 1] <= UInt32(place << Int(shift)) { bucket += 1 }
      directory.append(UInt32(bucket))
    }
    starts.append(.max)
  }

  /// The bucket of a date; for what is none, one behind the last.
  @inline(__always)
  func bucket(of ordinal: UInt32) -> Int {
    let ordinal = ordinal &- base
    guard ordinal < count else { return periods.count }
    let (directory, starts) = (directory.span, starts.span)
    // SAFETY: the directory reaches to the last date, and what is above all dates ends the search.
    var bucket = unsafe Int(directory[unchecked: Int(ordinal &>> shift)])
    // Mostly at most one begins within an entry, before the date or behind it: nothing there to be mispredicted.
    bucket &+= unsafe starts[unchecked: bucket &+ 1] <= ordinal ? 1 : 0
    while unsafe starts[unchecked: bucket &+ 1] <= ordinal { bucket &+= 1 }
    return bucket
  }
}
