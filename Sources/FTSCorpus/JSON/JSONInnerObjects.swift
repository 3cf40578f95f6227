/// Finds the objects inside a JSON text that is damaged or cut off.
enum JSONInnerObjects {
  /// The largest complete objects inside the object that the bytes begin with, in order; those inside
  /// others are not among them. Braces in strings do not count.
  static func ranges(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var open: [Int] = []
    var strings = JSONStringTracker()
    for index in bytes.indices where strings.isOutside(bytes[index]) {
      switch bytes[index] {
      case UInt8(ascii: "{"): open.append(index)
      case UInt8(ascii: "}"):
        guard let start = open.popLast(), start != bytes.startIndex else { continue }
        while let last = found.last, last.lowerBound > start { found.removeLast() }
        found.append(start..<index + 1)
      default: break
      }
    }
    return found
  }
}
