import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct ScratchBufferTests {
  @Test(arguments: Seeds.all) func holdsWhatAnArrayHolds(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var buffer = ScratchBuffer<UInt64>()
    var array: [UInt64] = []
    for step in 0..<5_000 {
      switch generator.number(0...99) {
      case 0:
        buffer.removeAll()
        array.removeAll()
      case 1:
        let count = generator.number(0...array.count)
        buffer.truncate(to: count)
        array.removeLast(array.count - count)
      case 2:
        let count = array.count + generator.number(0...40)
        buffer.resize(to: count, 0)
        // New elements have any value.
        for index in array.count..<count {
          array.append(generator.next())
          buffer[index] = array[index]
        }
      case 3...20 where !array.isEmpty:
        let index = generator.number(0...array.count - 1)
        array[index] = generator.next()
        buffer[index] = array[index]
      default:
        array.append(generator.next())
        buffer.append(array[array.count - 1])
      }
      #expect(buffer.count == array.count, "seed \(seed), step \(step)")
      if step % 50 == 0 {
        #expect((0..<array.count).allSatisfy { buffer[$0] == array[$0] }, "seed \(seed), step \(step)")
        #expect(unsafe buffer.elements.elementsEqual(array), "seed \(seed), step \(step)")
      }
    }
  }

  @Test func freshMemoryHoldsTheElementGiven() {
    var buffer = ScratchBuffer<Int>()
    buffer.resize(to: 100, 7)
    #expect((0..<100).allSatisfy { buffer[$0] == 7 })
    #expect(unsafe ScratchBuffer<Int>().elements.isEmpty)
  }

  @Test func memoryIsKeptForTheNextUse() {
    var buffer = ScratchBuffer<UInt8>()
    buffer.resize(to: 1_000, 0)
    let first = unsafe buffer.elements.baseAddress
    for count in [0, 10, 1_000, 999] {
      buffer.removeAll()
      buffer.resize(to: count, 0)
      #expect(unsafe buffer.elements.baseAddress == first)
    }
  }

  @Test func elementsPastTheCountTrap() async {
    for index in [-1, 3, 16] {
      await #expect(processExitsWith: .failure) { [index = index as Int] in
        var buffer = ScratchBuffer<Int>()
        for element in 0..<3 { buffer.append(element) }
        print(buffer[index])
      }
    }
  }
}
