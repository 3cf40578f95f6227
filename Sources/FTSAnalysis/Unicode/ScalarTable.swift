/// The properties of every scalar: a page number for each 256 scalars, and the pages, equal ones shared.
struct ScalarTable: Sendable {
  /// The table of Unicode's properties with ``WordBreakTailoring`` and ``LetterFolding`` worked in. Made with
  /// the first tokenizer of a process.
  static let shared: ScalarTable = {
    var table = ScalarTable(properties: WordBreakTailoring.tailored)
    for code in Hangul.trailing.joined() { table.modify(code) { $0.wordBreak = .extend } }
    for (code, wordBreak) in WordBreakTailoring.classes {
      table.modify(code) {
        $0.wordBreak = wordBreak
        $0.isWordLike = false
        $0.isUnspaced = false
      }
    }
    for code in LetterFolding.sources { table.modify(code) { $0.folds = true } }
    return table
  }()

  private static let pageSize = 256

  private var pages: [UInt16] = []
  private var properties: [UInt8] = []

  /// The properties of a scalar value; none for ``UTF8Scalar/invalid``.
  subscript(_ code: UInt32) -> ScalarProperties {
    let page = Int(code >> 8)
    guard page < pages.count else { return ScalarProperties(bits: 0) }
    return ScalarProperties(bits: properties[Int(pages[page]) * Self.pageSize + Int(code & 0xFF)])
  }

  /// The table of Unicode's properties, each changed as told.
  init(properties change: (ScalarProperties) -> ScalarProperties) {
    expand(
      ScalarRanges.packed.map { $0 & ~0xFF | UInt32(change(ScalarProperties(bits: UInt8($0 & 0xFF))).bits) })
  }

  /// Lays ranges out as pages; pages of one value throughout are shared.
  private mutating func expand(_ ranges: [UInt32]) {
    let scalarCount = 0x110000
    var uniformPages: [UInt16?] = Array(repeating: nil, count: 256)
    var next = 0
    var value: UInt8 = 0
    // Where the range of `value` ends.
    var end = 0
    pages.reserveCapacity(scalarCount / Self.pageSize)
    for first in stride(from: 0, to: scalarCount, by: Self.pageSize) {
      let isUniform = end >= first + Self.pageSize
      if isUniform, let shared = uniformPages[Int(value)] {
        pages.append(shared)
        continue
      }
      let number = UInt16(properties.count / Self.pageSize)
      if isUniform { uniformPages[Int(value)] = number }
      pages.append(number)
      for scalar in first..<first + Self.pageSize {
        if scalar == end {
          value = UInt8(truncatingIfNeeded: ranges[next])
          next += 1
          end = next < ranges.count ? Int(ranges[next] >> 8) : scalarCount
        }
        properties.append(value)
      }
    }
  }

  /// Changes one scalar's properties. Its page must not be shared, which holds where the generated ranges tell
  /// the scalar from its neighbours; the tests look every tailored scalar up.
  private mutating func modify(_ code: UInt32, _ change: (inout ScalarProperties) -> Void) {
    let index = Int(pages[Int(code >> 8)]) * Self.pageSize + Int(code & 0xFF)
    var changed = ScalarProperties(bits: properties[index])
    change(&changed)
    properties[index] = changed.bits
  }
}
