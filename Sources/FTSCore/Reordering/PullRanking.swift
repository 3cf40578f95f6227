/// Numbers by place, and which of them are the greatest. Of equal ones the later counts as greater,
/// so that no two are, and what is equal stays where it is.
struct PullRanking {
  /// A number and its place, in the order of both as one integer.
  private var keys: [UInt64] = []
  private var scratch: [UInt64] = []

  subscript(_ place: Int) -> UInt64 { keys[place] }

  mutating func removeAll() { keys.removeAll(keepingCapacity: true) }

  /// Appends a number, which must not be NaN.
  mutating func append(_ number: Float) {
    // The bits of floating-point numbers order as integers once those of negative ones are inverted
    // and the sign of the others is set.
    let bits = (number == 0 ? 0 : number).bitPattern
    let ordered = bits >> 31 == 0 ? bits | 1 << 31 : ~bits
    keys.append(UInt64(ordered) << 32 | UInt64(keys.count))
  }

  /// The element that `rank` others are less than; `rank` is less than their number. Hoare's quickselect with the median of
  /// three as pivot.
  mutating func element(ofRank rank: Int) -> UInt64 {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: keys)
    var low = 0
    var high = scratch.count - 1
    while low < high {
      let pivot = Self.median(scratch[low], scratch[low + (high - low) / 2], scratch[high])
      var left = low
      var right = high
      while left <= right {
        while scratch[left] < pivot { left += 1 }
        while scratch[right] > pivot { right -= 1 }
        guard left <= right else { break }
        scratch.swapAt(left, right)
        left += 1
        right -= 1
      }
      if rank <= right { high = right } else if rank >= left { low = left } else { break }
    }
    return scratch[rank]
  }

  private static func median(_ a: UInt64, _ b: UInt64, _ c: UInt64) -> UInt64 {
    max(min(a, b), min(max(a, b), c))
  }
}
