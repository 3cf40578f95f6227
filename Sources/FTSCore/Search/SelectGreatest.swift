extension UnsafeMutableBufferPointer where Element: Comparable & BitwiseCopyable {
  /// Brings the greatest `count` elements to the front, in no order (Hoare 1961, "Algorithm 65: Find").
  @unsafe
  func selectGreatest(_ count: Int) {
    var low = 0
    var high = self.count - 1
    // Greater ones to the front, until the first are the greatest.
    while low < high {
      let pivot = unsafe self[low + (high - low) / 2]
      var left = low
      var right = high
      while left <= right {
        while unsafe self[left] > pivot { left += 1 }
        while unsafe self[right] < pivot { right -= 1 }
        if left <= right {
          unsafe swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if count <= right { high = right } else if count >= left { low = left } else { break }
    }
  }
}
