import FTSAutomata
import FTSQuery
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

  @Test(arguments: Seeds.all) func aTableOfSeveralBlobsFindsItsKeysAndNoOther(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    let store = try IndexStore.create(directory.file("index"), IndexSettings())
    let entries = Self.keys(3_000, &generator).map { (key: $0, value: generator.bytes(40)) }
    let batch = WriteBatch(store.environment, path: store.path)
    for (firstKey, content) in try Self.blobs(entries) {
      try batch.append(content, key: TableKey.named(7, firstKey), to: store.tables.dictionary)
    }
    // Another segment's, right behind it, which is none.
    try batch.append([0, 0, 0], key: TableKey.named(8, [1]), to: store.tables.dictionary)
    try batch.commit()
    let transaction = try store.environment.beginRead()
    defer { transaction.release() }
    var table = try SortedTable(
      TableCursor(transaction, store.tables.dictionary, prefix: TableKey.segment(7), store.path))
    let values = Dictionary(uniqueKeysWithValues: entries.map { ($0.key, $0.value) })
    for _ in 0..<2_000 {
      var key = generator.chance(0.8) ? entries.randomElement(using: &generator)!.key : generator.bytes(3)
      if generator.chance(0.3), !key.isEmpty { key[key.count - 1] = UInt8(generator.number(0...255)) }
      if generator.chance(0.1) { key += [0] }
      let found = try withBlob(key) { try table.value(of: $0)?.array }
      #expect(found == values[key], "seed \(seed)")
    }
    var damaged = try SortedTable(
      TableCursor(transaction, store.tables.dictionary, prefix: TableKey.segment(8), store.path))
    #expect(try withBlob([0]) { try damaged.value(of: $0) } == nil)
    #expect(throws: SortedTable.Damage.self) { try withBlob([2]) { _ = try damaged.value(of: $0) } }
  }

  @Test(arguments: Seeds.all) func aFilterIsHeldAgainstEveryKey(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    let store = try IndexStore.create(directory.file("index"), IndexSettings())
    let letters = Array("abcdefgh").map { $0.utf8.first! }
    var words: Set<[UInt8]> = []
    while words.count < 9_000 {
      words.insert((0..<generator.number(1...8)).map { _ in letters.randomElement(using: &generator)! })
    }
    let entries = words.sorted { $0.lexicographicallyPrecedes($1) }.map {
      (key: $0, value: generator.bytes(9))
    }
    let batch = WriteBatch(store.environment, path: store.path)
    let blobs = try Self.blobs(entries)
    #expect(blobs.count > 3)
    for (firstKey, content) in blobs {
      try batch.append(content, key: TableKey.named(7, firstKey), to: store.tables.dictionary)
    }
    try batch.commit()
    let transaction = try store.environment.beginRead()
    defer { transaction.release() }
    var table = try SortedTable(
      TableCursor(transaction, store.tables.dictionary, prefix: TableKey.segment(7), store.path))
    for _ in 0..<40 {
      let word = String(decoding: entries.randomElement(using: &generator)!.key, as: UTF8.self)
      let match: TextMatch =
        switch generator.number(0...4) {
        case 0: .prefix(String(word.prefix(generator.number(0...word.count))))
        case 1: .wildcard(WildcardPattern("?\(word.dropFirst())"))
        case 2: .wildcard(WildcardPattern("\(word.prefix(2))*\(word.suffix(1))"))
        case 3: .fuzzy(word, distance: generator.number(1...2))
        default: .regex(try RegexPattern("[\(word)]+h?"))
        }
      let pattern: FormPattern =
        switch match {
        case .prefix(let prefix): .wildcard(WildcardPattern([.literal(prefix), .many]))
        case .wildcard(let pattern): .wildcard(pattern)
        case .fuzzy(let word, let distance): .fuzzy(word, distance: distance)
        case .regex(let pattern): .regex(pattern)
        default: .wildcard(WildcardPattern(word))
        }
      var filter = pattern.filter
      var found: [(key: [UInt8], value: [UInt8])] = []
      try table.forEachMatch(&filter) { key, value in found.append((key, value.array)) }
      let expected = forms(entries.map { String(decoding: $0.key, as: UTF8.self) }, describedBy: match)
      #expect(
        Set(found.map { String(decoding: $0.key, as: UTF8.self) }) == expected, "seed \(seed), \(match)")
      #expect(found.count == expected.count, "seed \(seed), \(match)")
      #expect(zip(found, found.dropFirst()).allSatisfy { $0.key.lexicographicallyPrecedes($1.key) })
      let values = Dictionary(uniqueKeysWithValues: entries.map { ($0.key, $0.value) })
      #expect(found.allSatisfy { values[$0.key] == $0.value }, "seed \(seed), \(match)")
    }
  }

  @Test(arguments: Seeds.all) func placesOfKeysAreThoseThatComparingThemGives(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    // Of two bytes only, so that many begin alike and some end in zeros.
    func key() -> [UInt8] { (0..<generator.number(0...12)).map { _ in UInt8(generator.number(0...1)) } }
    for count in [0, 1, 2, 3, 17, 200] {
      let keys = Set((0..<count).map { _ in key() }).sorted { $0.lexicographicallyPrecedes($1) }
      withBlob(keys.flatMap(\.self)) { bytes in
        var places = KeyPlaces()
        var views: [Int: Blob] = [:]
        var offset = 0
        for (number, key) in keys.enumerated() {
          let view = bytes.slice(offset, key.count) ?? .empty
          offset += key.count
          places.append(view, place: number * 3)
          views[number * 3] = view
        }
        for _ in 0..<200 {
          let sought = key()
          let found = withBlob(sought) { places.lastPlace(notAbove: $0) { views[$0] ?? .empty } }
          let expected = keys.lastIndex { !sought.lexicographicallyPrecedes($0) }
          #expect(found == expected.map { $0 * 3 }, "seed \(seed)")
        }
      }
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
        for automaton in [Automaton(editsOf: "abc", distance: 2), Automaton(WildcardPattern("*a?*"))] {
          var filter = KeyFilter(automaton)
          _ = try? blob.forEachMatch(&filter, from: filter.firstCandidate) { _, _ in }
        }
      }
    }
  }
}
