import FTSTestSupport
import LMDB
import Testing

@Suite("Cursors against a sorted array")
struct CursorTests {
  /// Distinct random keys in ascending order; short alphabets make prefixes of one another common.
  static func keys(_ count: Int, _ generator: inout SeededGenerator) -> [[UInt8]] {
    let alphabet: [UInt8] = [0, 1, 0x7F, 0x80, 0xFE, 0xFF]
    var keys: Set<[UInt8]> = []
    while keys.count < count {
      let length = Int.random(in: 1...8, using: &generator)
      keys.insert((0..<length).map { _ in alphabet[Int.random(in: 0..<6, using: &generator)] })
    }
    return keys.sorted { $0.lexicographicallyPrecedes($1) }
  }

  static func value(_ key: [UInt8]) -> [UInt8] { key + key }

  static func filled(_ keys: [[UInt8]], _ generator: inout SeededGenerator) throws -> Fixture {
    let fixture = try Fixture()
    try fixture.put(keys.shuffled(using: &generator).map { ($0, value($0)) })
    return fixture
  }

  @Test(arguments: Seeds.all) func walksAreInKeyOrder(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let keys = Self.keys(2_000, &generator)
    let fixture = try Self.filled(keys, &generator)
    let read = try fixture.environment.beginRead()
    let cursor = try read.cursor(fixture.table)
    let expected = keys.map { Entry(key: $0, value: Self.value($0)) }
    #expect(try Fixture.entries(cursor) == expected, "seed \(seed)")
    #expect(!cursor.isOnEntry)
    #expect(try !cursor.next())
    #expect(try cursor.first())
    #expect(cursor.entry == expected.first, "seed \(seed)")
  }

  @Test(arguments: Seeds.all) func seeksFindTheNextKeys(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let keys = Self.keys(1_000, &generator)
    let fixture = try Self.filled(keys, &generator)
    let read = try fixture.environment.beginRead()
    let cursor = try read.cursor(fixture.table)
    for probe in [[]] + Self.keys(2_000, &generator) {
      let atLeast = keys.first { !$0.lexicographicallyPrecedes(probe) }
      #expect(try cursor.seek(to: probe) == (atLeast != nil), "seed \(seed)")
      if let atLeast { #expect(cursor.entry.key == atLeast, "seed \(seed)") }
      let next = keys.first { probe.lexicographicallyPrecedes($0) }
      if atLeast == probe { #expect(try cursor.next() == (next != nil), "seed \(seed)") }
      if let next { #expect(cursor.entry.key == next, "seed \(seed)") }
      #expect(try read.bytes(atLeast ?? keys[0], in: fixture.table) == Self.value(atLeast ?? keys[0]))
    }
  }

  @Test func anEmptyTableHasNoPlaceToStand() throws {
    let fixture = try Fixture()
    let cursor = try fixture.environment.beginRead().cursor(fixture.table)
    #expect(try !cursor.first())
    #expect(try !cursor.next())
    #expect(try !cursor.seek(to: [1]))
    #expect(cursor.entry == Entry(key: [], value: []))
  }

  @Test(arguments: Seeds.all) func deletionsMatchAFilteredArray(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var keys = Self.keys(3_000, &generator)
    let fixture = try Self.filled(keys, &generator)
    for _ in 0..<10 {
      var write = try fixture.environment.beginWrite()
      let prefix = Array(Self.keys(1, &generator)[0].prefix(2))
      let matching = keys.filter { $0.starts(with: prefix) }
      #expect(try write.deletePrefix(prefix, in: fixture.table) == matching.count, "seed \(seed)")
      keys.removeAll { $0.starts(with: prefix) }
      if let key = keys.randomElement(using: &generator) {
        #expect(try write.delete(key, in: fixture.table), "seed \(seed)")
        #expect(try !write.delete(key, in: fixture.table), "seed \(seed)")
        keys.removeAll { $0 == key }
      }
      let bounds = Self.keys(2, &generator)
      try write.deleteRange(from: bounds[0], upTo: bounds[1], in: fixture.table)
      keys.removeAll {
        !$0.lexicographicallyPrecedes(bounds[0]) && $0.lexicographicallyPrecedes(bounds[1])
      }
      try write.commit()
      let entries = try Fixture.entries(fixture.environment.beginRead().cursor(fixture.table))
      #expect(entries.map(\.key) == keys, "seed \(seed)")
    }
    var write = try fixture.environment.beginWrite()
    #expect(try write.deletePrefix([], in: fixture.table) == keys.count, "seed \(seed)")
    #expect(try write.count(fixture.table) == 0)
  }

  @Test func aCursorThatOutlivesItsTransactionThrows() throws {
    let fixture = try Fixture()
    try fixture.put([([1], [1])])
    let read = try fixture.environment.beginRead()
    let readCursor = try read.cursor(fixture.table)
    read.release()
    #expect(throws: LMDBError.badTransaction) { try readCursor.next() }
    #expect(throws: LMDBError.badTransaction) { try read.cursor(fixture.table) }
    let write = try fixture.environment.beginWrite()
    let writeCursor = try write.cursor(fixture.table)
    try write.commit()
    #expect(throws: LMDBError.badTransaction) { try writeCursor.next() }
  }
}
