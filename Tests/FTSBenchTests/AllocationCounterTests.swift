import Testing

@testable import ftsd_bench

@Suite struct AllocationCounterTests {
  @Test(.enabled(if: AllocationCounter.current != nil, "allocations are not counted here"))
  func everyArrayIsCounted() throws {
    let before = try #require(AllocationCounter.current)
    let arrays = (1...100).map { [Int](repeating: $0, count: $0) }
    let after = try #require(AllocationCounter.current)
    // A hundred arrays and the array of them.
    #expect(after - before >= 101 && arrays.count == 100)
  }

  @Test(.enabled(if: AllocationCounter.current != nil, "allocations are not counted here"))
  func arithmeticAllocatesNothing() {
    let numbers = Array(0..<1_000)
    // Not within expectations, which allocate themselves.
    let before = AllocationCounter.current
    var sum = 0
    for number in numbers { sum &+= number }
    let after = AllocationCounter.current
    #expect(after == before && sum == 499_500)
  }
}
