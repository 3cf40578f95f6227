import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct RadixSorterTests {
  @Test(arguments: Seeds.all) func sortsAsTheStandardLibraryDoes(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    // The same memory for one sort after the other.
    var sorter = RadixSorter()
    var keys = ScratchBuffer<UInt64>()
    for count in [0, 1, 2, 64, 65, 3_000, 66, 500] {
      for mask: UInt64 in [.max, 0xFF, 0xFF00_0000_0000_00FF, 0x0F00_0000, 0] {
        let numbers = (0..<count).map { _ in generator.next() & mask | 1 << 40 }
        keys.removeAll()
        for number in numbers { keys.append(number) }
        let sorted = unsafe Array(sorter.sortDescending(&keys))
        #expect(sorted == numbers.sorted(by: >), "seed \(seed), \(count) numbers, mask \(mask)")
      }
    }
  }
}
