/// The documents of a block that match at least so many of several queries, while query after query is
/// counted: 64 counters at once, a word for each of their bits. They begin so that they overflow where enough
/// have matched.
struct MinimumLanes {
  private static let greatestWidth = 32

  private let candidates: UInt64
  /// Bits of a counter.
  private let width: Int
  private var counters = InlineArray<32, UInt64>(repeating: 0)
  /// Documents that have matched often enough.
  private(set) var matches: UInt64

  /// - Parameter count: at least so many, fewer than 2³².
  init(_ candidates: UInt64, count: Int) {
    self.candidates = candidates
    matches = count <= 0 ? candidates : 0
    width = count <= 0 ? 0 : min(Self.greatestWidth, Int.bitWidth - (count - 1).leadingZeroBitCount)
    let start = 1 << width - count
    for bit in 0..<width where start >> bit & 1 != 0 { counters[bit] = .max }
  }

  /// Documents that further queries can still bring in.
  var undecided: UInt64 { candidates & ~matches }

  /// Takes the documents that match one of the queries.
  mutating func combine(_ lanes: UInt64) {
    var carry = lanes
    for bit in 0..<width {
      (counters[bit], carry) = (counters[bit] ^ carry, counters[bit] & carry)
    }
    matches |= carry
  }
}
