import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct ByteStringTableTests {
  @Test(arguments: Seeds.all) func numbersStringsLikeADictionary(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    // Few letters, so that strings come again; a small table, so that it grows often.
    var table = ByteStringTable(capacity: 4)
    var numbers: [[UInt8]: Int] = [:]
    for _ in 0..<20_000 {
      let letters: [UInt8] = generator.chance(0.5) ? [0, 1] : Array(0...255)
      let string = (0..<generator.number(0...20)).map { _ in letters.randomElement(using: &generator) ?? 0 }
      let (number, isNew) = table.intern(string.span)
      #expect(isNew == (numbers[string] == nil), "seed \(seed), \(string)")
      #expect(number == numbers[string] ?? numbers.count, "seed \(seed), \(string)")
      numbers[string] = number
    }
    #expect(table.count == numbers.count)
    for (string, number) in numbers { #expect(table.string(number) == string, "seed \(seed)") }
    let ascending = numbers.keys.sorted { $0.lexicographicallyPrecedes($1) }
    #expect(table.sorted().map { table.string(Int($0.number)) } == ascending, "seed \(seed)")
  }

  @Test(arguments: Seeds.all) func keysOfShortStringsAreTheirOwn(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var strings: [UInt64: [UInt8]] = [:]
    for _ in 0..<5_000 {
      let letters: [UInt8] = [0, 1, 0xFF]
      let string = (0..<generator.number(0...9)).map { _ in letters.randomElement(using: &generator) ?? 0 }
      let key = ByteStringTable.key(of: string.span)
      #expect(ByteStringTable.isUnique(key) == (string.count <= 7), "seed \(seed), \(string)")
      if string.count <= 7 {
        #expect(strings.updateValue(string, forKey: key) ?? string == string, "seed \(seed)")
      }
    }
  }
}
