import FTSTestSupport
import LMDB
import Testing

@testable import FTSCore

@Suite struct SortedTableTests {
  /// Distinct keys with shared beginnings, ascending.
  private static func keys(_ count: Int, _ generator: inout SeededGenerator) -> [[UInt8]] {
    var keys: Set<[UInt8]> = []
    while keys.count < count {
      let stem = generator.chance(0.5) ? (keys.randomElement(using: &generator) ?? []) : []
      let key = Array((stem + generator.bytes(generator.number(1...12))).prefix(200))
      keys.insert(key)
    }
    return keys.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private static func blobs(
    _ entries: [(key: [UInt8], value: [UInt8])]
  ) throws -> [(firstKey: [UInt8], content: [UInt8])] {
    final class Collected { var blobs: [(firstKey: [UInt8], content: [UInt8])] = [] }
    let collected = Collected()
    var writer = SortedTableWriter { firstKey, content in collected.blobs.append((firstKey, content)) }
    for (key, value) in entries { try writer.append(key: key, value: value) }
    try writer.finish()
    return collected.blobs
  }

  @Test(arguments: Seeds.all) func everyKeyIsFoundAndNoOther(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let keys = Self.keys(3_000, &generator)
    let entries = keys.map {
      (key: $0, value: generator.bytes(generator.chance(0.2) ? 0 : generator.number(0...60)))
    }
    let blobs = try Self.blobs(entries)
    #expect(blobs.count > 1)
    var found = 0
    for (number, (firstKey, content)) in blobs.enumerated() {
      let last = number + 1 < blobs.count ? blobs[number + 1].firstKey : nil
      let own = entries.filter { entry in
        !entry.key.lexicographicallyPrecedes(firstKey)
          && (last.map { entry.key.lexicographicallyPrecedes($0) } ?? true)
      }
      found += own.count
      try withBlob(content) { content in
        let blob = try #require(SortedTableBlob(content))
        for (key, value) in own {
          #expect(withBlob(key) { blob.value(of: $0)?.array } == value, "seed \(seed)")
        }
        for _ in 0..<200 {
          let absent = generator.bytes(generator.number(0...8))
          if keys.contains(absent) { continue }
          #expect(withBlob(absent) { blob.value(of: $0) == nil }, "seed \(seed)")
        }
        var cursor = SortedTableBlob.Cursor(blob)
        for (key, value) in own {
          #expect(cursor.next()?.array == value && cursor.key == key, "seed \(seed)")
        }
        #expect(cursor.next() == nil)
      }
    }
    #expect(found == keys.count)
  }

  @Test(arguments: Seeds.all) func anIndexWalksAndMergesItsTablesInOrder(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    let store = try IndexStore.create(directory.file("index"), IndexSettings())
    let entries = Self.keys(2_000, &generator).map { (key: $0, value: generator.bytes(20)) }
    let batch = WriteBatch(store.environment, path: store.path)
    for segment: UInt32 in [3, 4] {
      let part = entries.enumerated().filter { $0.offset % 2 == Int(segment) % 2 }.map(\.element)
      for (firstKey, content) in try Self.blobs(part) {
        try batch.append(content, key: TableKey.named(segment, firstKey), to: store.tables.dictionary)
      }
    }
    try batch.commit()
    let transaction = try store.environment.beginRead()
    defer { transaction.release() }
    for segment: UInt32 in [3, 4] {
      var cursor = SortedTableCursor(
        try TableCursor(transaction, store.tables.dictionary, prefix: TableKey.segment(segment), store.path))
      for (index, entry) in entries.enumerated() where index % 2 == Int(segment) % 2 {
        #expect(try cursor.next()?.array == entry.value && cursor.key == entry.key, "seed \(seed)")
      }
      #expect(try cursor.next() == nil)
    }
  }

  @Test(arguments: Seeds.all) func damagedBlobsAreReadWithoutHarm(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let keys = Self.keys(300, &generator)
    let content = try Self.blobs(keys.map { ($0, [1, 2, 3]) })[0].content
    for _ in 0..<200 {
      var damaged = content
      for _ in 0..<generator.number(1...6) {
        damaged[generator.number(0...damaged.count - 1)] = UInt8(generator.number(0...255))
      }
      if generator.chance(0.3) { damaged.removeLast(generator.number(1...damaged.count)) }
      withBlob(damaged) { content in
        guard let blob = SortedTableBlob(content) else { return }
        for key in keys.prefix(20) { withBlob(key) { _ = blob.value(of: $0) } }
        var cursor = SortedTableBlob.Cursor(blob)
        var steps = 0
        while cursor.next() != nil { steps += 1 }
        #expect(steps <= damaged.count, "seed \(seed)")
      }
    }
  }
}
