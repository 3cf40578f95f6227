/// Sorts 64-bit numbers, the greatest first: by insertion where they are few, else byte by byte from the lowest
/// (LSD radix sort), over bytes in which they differ alone. Keeps the memory it needs.
struct RadixSorter: ~Copyable {
  private static let fewest = 64

  private var other = ScratchBuffer<UInt64>()
  private var counts = ScratchBuffer<UInt32>()

  init() { counts.resize(to: 256, 0) }

  /// The elements of `keys` in descending order: valid until `keys` or the sorter are used again.
  @unsafe
  mutating func sortDescending(_ keys: inout ScratchBuffer<UInt64>) -> UnsafeMutableBufferPointer<UInt64> {
    if keys.count <= Self.fewest {
      let elements = unsafe keys.elements
      unsafe Self.insertionSort(elements)
      return unsafe elements
    }
    other.resize(to: keys.count, 0)
    var source = unsafe keys.elements
    var target = unsafe other.elements
    var differing: UInt64 = 0
    for index in 0..<keys.count { unsafe differing |= source[index] ^ source[0] }
    for shift in stride(from: 0, to: 64, by: 8) where differing >> UInt64(shift) & 0xFF != 0 {
      unsafe distribute(source, into: target, by: UInt64(shift))
      unsafe swap(&source, &target)
    }
    return unsafe source
  }

  @unsafe
  private func distribute(
    _ source: UnsafeMutableBufferPointer<UInt64>, into target: UnsafeMutableBufferPointer<UInt64>,
    by shift: UInt64
  ) {
    let ends = unsafe counts.elements
    unsafe ends.update(repeating: 0)
    // SAFETY: a byte is below 256, and the places of its numbers begin where those of greater bytes end.
    for index in 0..<source.count { unsafe ends[255 - Int(source[index] &>> shift & 0xFF)] &+= 1 }
    var sum: UInt32 = 0
    for byte in 0..<256 {
      let size = unsafe ends[byte]
      unsafe ends[byte] = sum
      sum &+= size
    }
    for index in 0..<source.count {
      let key = unsafe source[index]
      let byte = 255 - Int(key &>> shift & 0xFF)
      unsafe target[Int(ends[byte])] = key
      unsafe ends[byte] &+= 1
    }
  }

  @unsafe
  private static func insertionSort(_ keys: UnsafeMutableBufferPointer<UInt64>) {
    // SAFETY: places are between 0 and the index.
    for index in 0..<keys.count {
      let key = unsafe keys[index]
      var place = index
      while place > 0, unsafe keys[place - 1] < key {
        unsafe keys[place] = keys[place - 1]
        place -= 1
      }
      unsafe keys[place] = key
    }
  }
}
