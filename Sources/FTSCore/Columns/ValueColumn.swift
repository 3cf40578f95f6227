import FTSDocument
import FTSQuery

/// The values that a field has in the documents of a segment: the distinct ones in order, and for each document
/// the places of its own among them, their *ordinals*.
///
/// Texts come first, ascending by their bytes, then numbers, then dates. What a filter asks for is a set of ordinals,
/// most often a range, so that documents are tested without looking at a value.
///
///     u8            form: 0 one value per document at most, 1 lists
///     u8            bytes of an ordinal: 1, 2 or 4
///     u32 × 3       number of distinct texts, numbers, dates
///     sized         texts, see TextDictionary
///     f64 ×         numbers, ascending; no -0
///     i64 ×         seconds of the dates, ascending; of equal ones the less precise first
///     u8 ×          precisions of the dates
///     form 0:       the documents that have a value, see DocumentSet
///                   ordinals, a place for each document and those missing in the last block
///     form 1:       u32 by superblock, its first entry, and behind the last the number of entries
///                   u16 by entry, place of its document in the superblock, ascending
///                   ordinals by entry, those of a document ascending
///
/// One for each column and segment, shared by reference: filters are passed about for every block.
final class ValueColumn {
  enum Width: UInt8 {
    case one = 1
    case two = 2
    case four = 4

    /// The least that holds so many ordinals.
    init(ordinals: Int) {
      self = ordinals <= 1 << 8 ? .one : ordinals <= 1 << 16 ? .two : .four
    }
  }

  /// Which documents the ordinals belong to.
  enum Places {
    /// The document of the same number, where it is one of these.
    case each(DocumentSet)
    /// Those of a list.
    case list(starts: Blob, places: Blob)
  }

  let texts: TextDictionary
  let width: Width
  let places: Places
  let ordinals: Blob
  private let numbers: Blob
  private let seconds: Blob
  private let precisions: Blob

  /// `nil` where the bytes cannot be the values of so many documents.
  init?(_ content: Blob, documents: Int) {
    let blocks = Grid.blocks(documents)
    var reader = ByteReader(content)
    let form = reader.byte()
    guard form <= 1, let width = Width(rawValue: reader.byte()) else { return nil }
    let textCount = Int(reader.integer(UInt32.self))
    let numberCount = Int(reader.integer(UInt32.self))
    let dateCount = Int(reader.integer(UInt32.self))
    guard let texts = TextDictionary(reader.sized(), count: textCount) else { return nil }
    self.texts = texts
    self.width = width
    numbers = reader.bytes(numberCount * 8)
    seconds = reader.bytes(dateCount * 8)
    precisions = reader.bytes(dateCount)
    if form == 0 {
      guard let documents = DocumentSet(&reader, blocks: blocks) else { return nil }
      places = .each(documents)
      ordinals = reader.bytes(blocks * Grid.blockSize * Int(width.rawValue))
    } else {
      let superblocks = Grid.superblocks(blocks)
      let starts = reader.bytes((superblocks + 1) * 4)
      let entries = Int(starts.load(UInt32.self, at: superblocks * 4))
      places = .list(starts: starts, places: reader.bytes(entries * 2))
      ordinals = reader.bytes(entries * Int(width.rawValue))
    }
    if reader.hasOverrun || !reader.isAtEnd { return nil }
  }

  /// Number of distinct values.
  var count: Int { texts.count + numberCount + dateCount }
  var numberCount: Int { numbers.count / 8 }
  private var dateCount: Int { precisions.count }

  /// The number of that place among the numbers.
  func number(_ index: Int) -> Double { Double(bitPattern: numbers.load(UInt64.self, at: index * 8)) }

  /// Ordinal of the number `index`.
  func ordinal(ofNumber index: Int) -> Int { texts.count + index }

  /// The date of that place among the dates.
  func date(_ index: Int) -> Timestamp {
    Timestamp(
      seconds: seconds(index), precision: Timestamp.Precision(rawValue: precisions[index]) ?? .second)
  }

  private func seconds(_ index: Int) -> Int64 { seconds.load(Int64.self, at: index * 8) }

  /// The numbers that lie there.
  func numbers(_ comparison: Comparison<Double>) -> OrdinalSet {
    func first(_ predicate: (Double) -> Bool) -> Int { partitionPoint(numberCount) { predicate(number($0)) } }
    let range =
      switch comparison {
      case .less(let bound): 0..<first { !($0 < bound) }
      case .atMost(let bound): 0..<first { !($0 <= bound) }
      case .greater(let bound): first { $0 > bound }..<numberCount
      case .atLeast(let bound): first { $0 >= bound }..<numberCount
      case .between(let low, let high):
        {
          let start = first { $0 >= low }
          return start..<max(start, first { !($0 <= high) })
        }()
      }
    return OrdinalSet(range.lowerBound + texts.count..<range.upperBound + texts.count, of: count)
  }

  /// The dates that lie there with all of the year, month or day that they name.
  func dates(_ range: Range<Int64>) -> OrdinalSet {
    let ends = PrecisionEnds(range.upperBound)
    let base = texts.count + numberCount
    let start = partitionPoint(dateCount) { seconds($0) >= range.lowerBound }
    let end = max(start, partitionPoint(dateCount) { seconds($0) >= range.upperBound })
    // A year that begins before this ends in the range, and so does all that is shorter.
    let sure = min(max(start, partitionPoint(dateCount) { seconds($0) >= ends[.year] }), end)
    let rest = (sure..<end).filter { index in
      let precision = Timestamp.Precision(rawValue: precisions[index]) ?? .second
      return seconds(index) < ends[precision]
    }
    if rest.count == end - sure { return OrdinalSet(base + start..<base + end, of: count) }
    return OrdinalSet(Array(base + start..<base + sure) + rest.map { base + $0 }, of: count)
  }
}

/// The moments before which a date of a precision must begin to end in a range.
private struct PrecisionEnds {
  private let ends: [Int64]

  init(_ end: Int64) {
    // No calendar reaches further, and arithmetic with years does not either.
    let isFar = end.magnitude > 1 << 50
    ends = [.year, .month, .day, .second].map { (precision: Timestamp.Precision) in
      isFar ? end : Timestamp(seconds: end).truncated(to: precision).seconds
    }
  }

  subscript(precision: Timestamp.Precision) -> Int64 { ends[Int(precision.rawValue)] }
}
