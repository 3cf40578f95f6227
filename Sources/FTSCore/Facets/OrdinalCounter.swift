/// Counts how many documents of a set have each value of a field, column after column.
///
/// A column has *slots*, for its ordinals or for ranges of them; over all columns values are told by *numbers*. Where
/// slots are few, those of neighbouring documents are counted apart, in four rows that are added in the end: to count
/// the same value twice in a row would make the second wait for the first. Where they are many, those that occur are
/// noted, as are numbers, so that nothing is gone through that does not.
struct OrdinalCounter: ~Copyable {
  private static let few = 1_024
  private static let rows = 4

  /// By number, and behind the last one for what is left out; 0 but for those noted.
  private var counts = ScratchBuffer<UInt32>()
  private var noted = ScratchBuffer<UInt32>()
  private var notedCount = 0
  /// The number of what is left out.
  private var none = 0
  /// By slot, or in rows; all 0 between calls.
  private var slotCounts = ScratchBuffer<UInt32>()
  private var notedSlots = ScratchBuffer<UInt32>()

  init() {}

  /// Begins anew, with so many values.
  mutating func begin(numbers: Int) {
    for place in 0..<notedCount { counts[Int(noted[place])] = 0 }
    notedCount = 0
    none = numbers
    counts.resize(to: numbers + 1, 0)
    // Room for one more that is written and not kept.
    noted.resize(to: numbers + 2, 0)
  }

  /// Calls `body` with the numbers that occur, in no order, and how many documents have each.
  @inline(__always)
  func forEach(_ body: (_ number: Int, _ count: UInt32) -> Void) {
    for place in 0..<notedCount {
      let number = Int(noted[place])
      if number != none { body(number, counts[number]) }
    }
  }

  /// Adds the documents of a column.
  ///
  /// - Parameters:
  ///   - documents: a word for each block of the column.
  ///   - slots: how many there are.
  ///   - slot: that of an ordinal; what is not below `slots` is left out.
  ///   - numbers: by slot its number, one behind the last to leave it out; empty where slots are numbers.
  /// - Returns: how many of the documents have a value.
  @unsafe
  @inline(__always)
  mutating func count(
    _ column: ValueColumn, _ documents: UnsafeBufferPointer<UInt64>, slots: Int, slot: (UInt32) -> Int,
    numbers: [UInt32]
  ) -> Int {
    if slots <= Self.few {
      return unsafe countFew(column, documents, slots: slots, slot: slot, numbers: numbers)
    }
    return unsafe countMany(column, documents, slots: slots, slot: slot, numbers: numbers)
  }

  @inline(__always)
  private mutating func countFew(
    _ column: ValueColumn, _ documents: UnsafeBufferPointer<UInt64>, slots: Int, slot: (UInt32) -> Int,
    numbers: [UInt32]
  ) -> Int {
    precondition(slots <= (numbers.isEmpty ? none : numbers.count))
    // Behind the last slot one for what is left out.
    let row = slots + 1
    slotCounts.resize(to: Self.rows * row, 0)
    let slotCounts = unsafe slotCounts.elements
    let found = unsafe column.forEachOrdinal(of: documents) { place, ordinal in
      // SAFETY: one of the four rows, and a slot or the one behind.
      unsafe slotCounts[(place & (Self.rows - 1)) &* row &+ min(slot(ordinal), slots)] &+= 1
    }
    for slot in 0..<slots {
      var count: UInt32 = 0
      for place in stride(from: slot, to: Self.rows * row, by: row) { count &+= unsafe slotCounts[place] }
      if count == 0 { continue }
      add(count, to: numbers.isEmpty ? slot : Int(numbers[slot]))
    }
    unsafe slotCounts.update(repeating: 0)
    return found
  }

  @inline(__always)
  private mutating func countMany(
    _ column: ValueColumn, _ documents: UnsafeBufferPointer<UInt64>, slots: Int, slot: (UInt32) -> Int,
    numbers: [UInt32]
  ) -> Int {
    if numbers.isEmpty {
      precondition(slots <= none)
      return unsafe Self.tally(
        column, documents, slots: slots, slot: slot, counts.elements, noted.elements, &notedCount, none: none)
    }
    precondition(slots <= numbers.count)
    slotCounts.resize(to: slots + 1, 0)
    notedSlots.resize(to: slots + 2, 0)
    var count = 0
    let found = unsafe Self.tally(
      column, documents, slots: slots, slot: slot, slotCounts.elements, notedSlots.elements, &count,
      none: slots)
    for place in 0..<count {
      let slot = Int(notedSlots[place])
      if slot < slots { add(slotCounts[slot], to: Int(numbers[slot])) }
      slotCounts[slot] = 0
    }
    return found
  }

  private mutating func add(_ count: UInt32, to number: Int) {
    if counts[number] == 0 {
      noted[notedCount] = UInt32(truncatingIfNeeded: number)
      notedCount += 1
    }
    counts[number] &+= count
  }

  /// Counts slots one by one.
  ///
  /// - Parameters:
  ///   - counts: by slot, and behind the last one what is left out.
  ///   - noted: the slots that occur, of which there are `notedCount`; room for all and one more.
  ///   - none: where what is left out is counted, at least `slots`.
  @unsafe
  @inline(__always)
  private static func tally(
    _ column: ValueColumn, _ documents: UnsafeBufferPointer<UInt64>, slots: Int, slot: (UInt32) -> Int,
    _ counts: UnsafeMutableBufferPointer<UInt32>, _ noted: UnsafeMutableBufferPointer<UInt32>,
    _ notedCount: inout Int, none: Int
  ) -> Int {
    var count = notedCount
    defer { notedCount = count }
    return unsafe column.forEachOrdinal(of: documents) { _, ordinal in
      let own = slot(ordinal)
      let slot = own < slots ? own : none
      // SAFETY: a slot or the one behind. Each is noted once, and room is for one more that is not kept.
      let old = unsafe counts[slot]
      unsafe counts[slot] = old &+ 1
      unsafe noted[count] = UInt32(truncatingIfNeeded: slot)
      count &+= old == 0 ? 1 : 0
    }
  }
}
