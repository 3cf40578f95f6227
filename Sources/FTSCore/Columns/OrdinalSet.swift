/// Some of the values of a column, by their ordinals, as documents are tested for them.
enum OrdinalSet {
  case none
  /// Every value.
  case all
  /// Those from the first to the last.
  case range(ClosedRange<UInt32>)
  /// By ordinal 1 or 0; behind the last one, another 0.
  case flags([UInt8])

  /// - Parameters:
  ///   - ordinals: ascending, each once.
  ///   - count: values of the column.
  init(_ ordinals: some RandomAccessCollection<Int>, of count: Int) {
    guard let first = ordinals.first, let last = ordinals.last else {
      self = .none
      return
    }
    if ordinals.count == count {
      self = .all
    } else if ordinals.count == last - first + 1 {
      self = .range(UInt32(first)...UInt32(last))
    } else {
      var flags = [UInt8](repeating: 0, count: count + 1)
      for ordinal in ordinals { flags[ordinal] = 1 }
      self = .flags(flags)
    }
  }

  func contains(_ ordinal: UInt32) -> Bool {
    switch self {
    case .none: false
    case .all: true
    case .range(let range): range.contains(ordinal)
    case .flags(let flags): flags[min(Int(ordinal), flags.count - 1)] != 0
    }
  }
}
