/// Looks at the clock for a search that has a deadline. Once the time is up it stays up.
struct DeadlineWatch {
  private let deadline: Deadline?
  /// Blocks to the next look; never as few as none where there is no deadline.
  private var rest: Int
  /// Whether the time was up at the last look.
  private(set) var isUp = false

  init(_ deadline: Deadline? = nil) {
    self.deadline = deadline
    rest = deadline?.interval ?? .max
  }

  /// Blocks from one look to the next.
  var interval: Int { deadline?.interval ?? .max }

  /// Counts a block; whether the time is up, and it is not to be looked at.
  @inline(__always)
  mutating func isUpAtNextBlock() -> Bool {
    rest &-= 1
    return rest <= 0 && look()
  }

  /// Whether the time is up, by a look at the clock.
  @inline(never)
  mutating func look() -> Bool {
    guard let deadline else { return false }
    if !isUp { isUp = deadline.isPast }
    rest = isUp ? 0 : deadline.interval
    return isUp
  }

  /// - Throws: `deadlineExceeded` where the time is up.
  mutating func check() throws(IndexError) {
    if look() { throw .deadlineExceeded }
  }
}
