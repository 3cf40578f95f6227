import FTSTestSupport
import LMDB
import Testing

@Suite("Round trips")
struct RoundTripTests {
  @Test func committedEntriesAreRead() throws {
    let fixture = try Fixture()
    try fixture.put([([1], [2, 3]), ([2], []), ([3], [UInt8](repeating: 9, count: 100_000))])
    try fixture.environment.read { (read) throws(LMDBError) in
      #expect(try read.bytes([1], in: fixture.table) == [2, 3])
      #expect(try read.bytes([2], in: fixture.table) == [])
      #expect(try read.bytes([3], in: fixture.table)?.count == 100_000)
      #expect(try read.bytes([4], in: fixture.table) == nil)
      #expect(try read.count(fixture.table) == 3)
    }
  }

  @Test func reservedBytesAreFilledInPlace() throws {
    let fixture = try Fixture()
    var write = try fixture.environment.beginWrite()
    try unsafe write.reserve([1], count: 5_000, in: fixture.table, append: true) { bytes in
      for index in 0..<bytes.count { unsafe bytes[index] = UInt8(index % 251) }
    }
    try write.commit()
    let expected = (0..<5_000).map { UInt8($0 % 251) }
    #expect(try fixture.environment.beginRead().bytes([1], in: fixture.table) == expected)
  }

  @Test func modesGuardWhatIsThere() throws {
    let fixture = try Fixture()
    var write = try fixture.environment.beginWrite()
    try write.put([5], [1], in: fixture.table, .append)
    #expect(throws: LMDBError.keyExists) { try write.put([5], [2], in: fixture.table, .noOverwrite) }
    #expect(throws: LMDBError.keyExists) { try write.put([4], [2], in: fixture.table, .append) }
    try write.put([5], [3], in: fixture.table)
    try write.commit()
    let entries = try Fixture.entries(fixture.environment.beginRead().cursor(fixture.table))
    #expect(entries == [Entry(key: [5], value: [3])])
  }

  @Test func abortedAndDroppedTransactionsLeaveNothing() throws {
    let fixture = try Fixture()
    var aborted = try fixture.environment.beginWrite()
    try aborted.put([1], [1], in: fixture.table)
    aborted.abort()
    do {
      var dropped = try fixture.environment.beginWrite()
      try dropped.put([2], [2], in: fixture.table)
    }
    #expect(try fixture.environment.beginRead().count(fixture.table) == 0)
    try fixture.put([([3], [3])])
    #expect(try fixture.environment.beginRead().count(fixture.table) == 1)
  }

  @Test func keysOutOfBoundsAreRefused() throws {
    let fixture = try Fixture()
    var write = try fixture.environment.beginWrite()
    #expect(throws: LMDBError.badValueSize) { try write.put([], [1], in: fixture.table) }
    let long = [UInt8](repeating: 1, count: 512)
    #expect(throws: LMDBError.badValueSize) { try write.put(long, [1], in: fixture.table) }
    try write.put([UInt8](repeating: 1, count: 511), [1], in: fixture.table)
    try write.commit()
    #expect(try fixture.environment.beginRead().count(fixture.table) == 1)
  }

  @Test func aFullMapIsAnError() throws {
    let fixture = try Fixture(options: Environment.Options(mapSize: 1 << 20))
    var write = try fixture.environment.beginWrite()
    let value = [UInt8](repeating: 1, count: 100_000)
    #expect(throws: LMDBError.mapFull) {
      for key in 0..<20 { try write.put([UInt8(key)], value, in: fixture.table) }
    }
    write.abort()
    try fixture.put([([1], [1])])
    #expect(try fixture.environment.beginRead().bytes([1], in: fixture.table) == [1])
  }

  @Test func tablesAreOpenedOnceAndMustExistUnlessCreated() throws {
    let fixture = try Fixture(options: Environment.Options(maxTables: 2))
    let environment = fixture.environment
    #expect(try environment.table("table", create: false) == fixture.table)
    #expect(throws: LMDBError.notFound) { try environment.table("absent", create: false) }
    let other = try environment.table("other", create: true)
    #expect(other != fixture.table)
    #expect(throws: LMDBError.tablesFull) { try environment.table("third", create: true) }
  }

  @Test func anEnvironmentBuiltWithoutSyncsIsThereAfterOne() throws {
    let fixture = try Fixture(options: Environment.Options(syncsOnCommit: false))
    for key in UInt8(0)..<50 { try fixture.put([([key], [key])]) }
    try fixture.environment.sync()
    #expect(try fixture.environment.beginRead().count(fixture.table) == 50)
  }

  @Test func theLibraryHasTheVersionWeKnow() {
    #expect(Environment.version.major == 0)
    #expect(Environment.version.minor == 9)
  }
}
