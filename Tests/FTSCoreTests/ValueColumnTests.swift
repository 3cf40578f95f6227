import FTSDocument
import FTSQuery
import FTSTestSupport
import Testing

@testable import FTSCore

@Suite struct ValueColumnTests {
  /// By document, its values.
  private typealias Values = [[Value]]

  private enum Value: Hashable {
    case text(String)
    case number(Double)
    case date(Timestamp)
  }

  private static func encode(_ values: Values) -> [UInt8] {
    var builder = ValueColumnBuilder()
    for (document, values) in values.enumerated() {
      for value in values {
        switch value {
        case .text(let text):
          withBlob(Array(text.utf8)) { builder.append(.text($0), of: DocID(document)) }
        case .number(let number): builder.append(.number(number), of: DocID(document))
        case .date(let date): builder.append(.date(date), of: DocID(document))
        }
      }
    }
    return builder.encode(documents: values.count)
  }

  private static func random(_ generator: inout SeededGenerator) -> Values {
    let distinct = [1, 3, 200, 300, 70_000].randomElement(using: &generator) ?? 1
    let density: Double = [0.0, 0.001, 0.02, 0.5, 1.0].randomElement(using: &generator) ?? 1
    let several = generator.chance(0.4) ? 0.2 : 0
    let kinds = [0...0, 1...1, 2...2, 0...1].randomElement(using: &generator) ?? 0...0
    let documents = generator.number(1...(distinct > 1_000 ? 90_000 : 9_000))
    return (0..<documents).map { _ in
      guard generator.chance(density) else { return [] }
      return (0..<(generator.chance(several) ? generator.number(2...4) : 1)).map { _ in
        let number = generator.number(0...distinct)
        return switch generator.number(kinds) {
        case 0: .text("text \(number)")
        case 1: .number(Double(number) / 4 - 10)
        default: .date(Timestamp(seconds: Int64(number) * 86_400).truncated(to: .month))
        }
      }
    }
  }

  @Test(arguments: Seeds.all) func documentsAreFoundByTheirValues(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<20 {
      let values = Self.random(&generator)
      let bytes = Self.encode(values)
      let context: Comment = "seed \(seed), round \(round)"
      #expect(Self.encode(values) == bytes, context)
      try withBlob(bytes) { content in
        let column = try #require(ValueColumn(content, documents: values.count), context)
        let bound = Double(generator.number(0...400)) / 4 - 10
        let low = Int64(generator.number(0...400)) * 86_400
        Self.expect(column, column.numbers(.atLeast(bound)), values, context) {
          if case .number(let number) = $0 { number >= bound } else { false }
        }
        Self.expect(column, column.dates(low..<low + 5_000_000), values, context) {
          guard case .date(let date) = $0 else { return false }
          return low <= date.seconds && date.period.upperBound <= low + 5_000_000
        }
        let text = "text \(generator.number(0...400))"
        Self.expect(column, column.values(equalTo: text), values, context) { $0 == .text(text) }
        Self.expect(column, column.values { $0.count > 0 && $0[$0.count - 1] == 0x33 }, values, context) {
          switch $0 {
          case .text(let text): text.last == "3"
          case .number(let number): ValueColumn.text(of: number).last == "3"
          case .date: false
          }
        }
        Self.expect(column, .all, values, context) { _ in true }
        Self.expect(column, .none, values, context) { _ in false }
      }
    }
  }

  private static func expect(
    _ column: ValueColumn, _ set: OrdinalSet, _ values: Values, _ context: Comment,
    _ predicate: (Value) -> Bool
  ) {
    for block in 0..<Grid.blocks(values.count) {
      let documents = block * Grid.blockSize..<min(values.count, (block + 1) * Grid.blockSize)
      var expected: UInt64 = 0
      for (lane, document) in documents.enumerated() where values[document].contains(where: predicate) {
        expected |= 1 << UInt64(lane)
      }
      let existing = documents.count == 64 ? UInt64.max : 1 << UInt64(documents.count) - 1
      guard column.lanes(block, in: set) & existing == expected else {
        Issue.record("block \(block) of \(set): \(context)")
        return
      }
    }
  }

  @Test(arguments: Seeds.all) func textsKeepTheirNumbers(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for count in [0, 1, 15, 16, 17, 300] {
      var texts: Set<[UInt8]> = count > 20 ? [[]] : []
      while texts.count < count {
        texts.insert((0..<generator.number(0...6)).map { _ in UInt8(generator.number(97...99)) })
      }
      let sorted = texts.sorted { $0.lexicographicallyPrecedes($1) }
      try withBlob(TextDictionary.encode(sorted)) { content in
        let dictionary = try #require(TextDictionary(content, count: count))
        for (number, text) in sorted.enumerated() {
          #expect(dictionary.number(of: text) == number && dictionary.text(number) == text, "seed \(seed)")
        }
        for _ in 0..<50 {
          let text = generator.bytes(generator.number(0...3))
          #expect(dictionary.number(of: text) == sorted.firstIndex(of: text), "seed \(seed)")
        }
        #expect(dictionary.text(-1) == nil && dictionary.text(count) == nil)
      }
    }
  }

  @Test func fewValuesTakeFewBytes() {
    var values = Values(repeating: [], count: 100_000)
    values[777] = [.text("only one")]
    #expect(Self.encode(values).count < 200)
    #expect(Self.encode(Values(repeating: [.number(3)], count: 100_000)).count < 101_000)
    #expect(Self.encode(Values(repeating: [], count: 100_000)).count < 200)
  }

  @Test(arguments: Seeds.all) func damagedColumnsAreRefusedOrReadButNeverFatal(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let values = Array(Self.random(&generator).prefix(500))
      var bytes = Self.encode(values)
      withBlob(Array(bytes.dropLast(generator.number(1...bytes.count)))) {
        #expect(ValueColumn($0, documents: values.count) == nil, "seed \(seed)")
      }
      for _ in 0..<generator.number(1...8) {
        let last = generator.chance(0.5) ? min(40, bytes.count - 1) : bytes.count - 1
        bytes[generator.number(0...last)] =
          [0, 1, 0xFF, .random(in: 0...255, using: &generator)]
          .randomElement(using: &generator) ?? 0
      }
      withBlob(bytes) { content in
        guard let column = ValueColumn(content, documents: values.count) else { return }
        let sets = [
          column.numbers(.between(-1, 30)), column.dates(0..<5_000_000), column.values(equalTo: "text 3"),
          column.values { $0.count % 2 == 0 }, .all,
        ]
        for set in sets {
          for block in 0..<Grid.blocks(values.count) { _ = column.lanes(block, in: set) }
        }
        for document in values.indices { _ = column.ordinals(of: document, in: column.dateOrdinals) }
        let buckets = [Timestamp.Precision.year, .month].map { DateBuckets(column, by: $0) }
        let documents = (0..<Grid.blocks(values.count)).map { _ in generator.lanes() }
        unsafe documents.withUnsafeBufferPointer { documents in
          var counter = OrdinalCounter()
          for bucket in buckets {
            counter.begin(numbers: bucket.periods.count)
            _ = unsafe counter.count(
              column, documents, slots: bucket.periods.count, slot: { bucket.bucket(of: $0) }, numbers: [])
            counter.forEach { number, _ in #expect(number < bucket.periods.count) }
          }
          for slots in [column.count, 2_000] {
            counter.begin(numbers: slots)
            _ = unsafe counter.count(column, documents, slots: slots, slot: { Int($0) }, numbers: [])
            counter.forEach { number, _ in #expect(number < slots) }
          }
        }
      }
    }
  }
}
