extension UInt64 {
  /// Calls `body` with each lane of a set, ascending.
  @inline(__always)
  func forEachLane(_ body: (_ lane: Int) -> Void) {
    var rest = self
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
  }
}
