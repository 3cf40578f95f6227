extension [UInt64] {
  /// The first index whose key is not below `key`, in a table ascending by key.
  func lowerBound(of key: UInt64, by keyOf: (UInt64) -> UInt64) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if keyOf(self[middle]) < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
