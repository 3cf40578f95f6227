import FTSTestSupport
import Glibc
import LMDB
import Testing

@Suite("Suspended transactions")
struct SuspensionTests {
  @Test func aSuspendedViewIsTakenUpWhereNothingWasCommitted() throws {
    let fixture = try Fixture()
    try fixture.put([([1], [10]), ([2], [20])])
    let read = try fixture.environment.beginRead()
    let id = read.id
    // SAFETY: looked at only while the transaction is not suspended, as it says.
    let value = unsafe try #require(try read.get([1], in: fixture.table))
    let cursor = try read.cursor(fixture.table)
    #expect(try cursor.next())
    for _ in 0..<100 {
      read.suspend()
      #expect(read.resume())
      #expect(read.id == id)
      #expect(unsafe value.elementsEqual([10]))
      #expect(cursor.entry == Entry(key: [1], value: [10]))
      #expect(try cursor.next() && cursor.entry == Entry(key: [2], value: [20]))
      #expect(try cursor.first())
    }
  }

  @Test func whatIsSuspendedCannotBeRead() throws {
    let fixture = try Fixture()
    try fixture.put([([1], [1])])
    let read = try fixture.environment.beginRead()
    let cursor = try read.cursor(fixture.table)
    read.suspend()
    read.suspend()
    #expect(read.id == 0)
    #expect(throws: LMDBError.badTransaction) { try read.bytes([1], in: fixture.table) }
    #expect(throws: LMDBError.badTransaction) { try read.count(fixture.table) }
    #expect(throws: LMDBError.badTransaction) { try cursor.next() }
    #expect(throws: LMDBError.badTransaction) { try read.cursor(fixture.table) }
    #expect(read.resume() && read.resume())
    #expect(try cursor.next() && read.bytes([1], in: fixture.table) == [1])
    read.release()
    #expect(!read.resume())
  }

  @Test func aCommitOfThisProcessEndsIt() throws {
    let fixture = try Fixture()
    for round in UInt8(0)..<50 {
      let read = try fixture.environment.beginRead()
      read.suspend()
      try fixture.put([([1], [round])])
      #expect(!read.resume() && !read.resume())
      #expect(read.id == 0)
      #expect(throws: LMDBError.badTransaction) { try read.bytes([1], in: fixture.table) }
      #expect(try fixture.environment.beginRead().bytes([1], in: fixture.table) == [round])
    }
  }

  @Test func anAbortedWriteDoesNotEndIt() throws {
    let fixture = try Fixture()
    try fixture.put([([1], [1])])
    let read = try fixture.environment.beginRead()
    read.suspend()
    do {
      var write = try fixture.environment.beginWrite()
      try write.put([1], [2], in: fixture.table)
      write.abort()
    }
    #expect(read.resume())
    #expect(try read.bytes([1], in: fixture.table) == [1])
  }

  @Test func aCommitOfAnotherProcessEndsIt() async throws {
    let fixture = try Fixture()
    try fixture.put([([1], [1])])
    let read = try fixture.environment.beginRead()
    read.suspend()
    await #expect(processExitsWith: .success) { [path = fixture.directory.path as String] in
      let environment = try Environment.open(path: path)
      let table = try environment.table("table", create: false)
      var write = try environment.beginWrite()
      try write.put([1], [2], in: table)
      try write.commit()
    }
    #expect(!read.resume())
    #expect(try fixture.environment.beginRead().bytes([1], in: fixture.table) == [2])
  }

  @Test func whileSuspendedItHoldsBackNoPages() throws {
    /// Pages that two hundred commits of a fresh environment take.
    func pages(_ hold: (ReadTransaction) -> Void) throws -> Int {
      let fixture = try Fixture()
      try fixture.put([([1], [UInt8](repeating: 0, count: 20_000))])
      let read = try fixture.environment.beginRead()
      hold(read)
      for round in UInt8(0)..<200 { try fixture.put([([1], [UInt8](repeating: round, count: 20_000))]) }
      withExtendedLifetime(read) {}
      return fixture.environment.info.lastPage
    }
    let without = try pages { $0.release() }
    let suspended = try pages { $0.suspend() }
    let active = try pages { _ in }
    #expect(suspended <= without)
    #expect(active > 10 * suspended)
  }

  @Test func aMapOutgrownByAnotherProcessEndsItAndIsEnlarged() async throws {
    let fixture = try Fixture(options: Environment.Options(mapSize: 1 << 20))
    try fixture.put([([200], [1])])
    let suspended = try (0..<3).map { _ in try fixture.environment.beginRead() }
    for read in suspended { read.suspend() }
    await #expect(processExitsWith: .success) { [path = fixture.directory.path as String] in
      let environment = try Environment.open(path: path, options: Environment.Options(mapSize: 1 << 24))
      let table = try environment.table("table", create: false)
      var write = try environment.beginWrite()
      for key in UInt8(0)..<40 { try write.put([key], [UInt8](repeating: key, count: 100_000), in: table) }
      try write.commit()
    }
    // Nothing is active, so the map can be enlarged though transactions are suspended.
    #expect(!suspended[0].resume())
    #expect(try fixture.environment.beginRead().count(fixture.table) == 41)
    #expect(fixture.environment.info.mapSize == 1 << 24)
    #expect(!suspended[1].resume())
    let read = try fixture.environment.beginRead()
    read.suspend()
    #expect(read.resume())
    #expect(try read.bytes([39], in: fixture.table) == [UInt8](repeating: 39, count: 100_000))
    #expect(!suspended[2].resume())
  }

  @Test func slotsComeBackHoweverASuspensionEnds() throws {
    let fixture = try Fixture(options: Environment.Options(maxReaders: 8))
    for round in 0..<500 {
      do {
        let reads = try (0..<6).map { _ in try fixture.environment.beginRead() }
        for read in reads { read.suspend() }
        if round % 2 == 0 { try fixture.put([([1], [UInt8(round % 256)])]) }
        #expect(reads[0].resume() == (round % 2 == 1))
        #expect(reads[1].resume() == (round % 2 == 1))
        reads[1].suspend()
        reads[2].release()
        // The others go with their last reference, suspended.
      }
      #expect(fixture.environment.info.readers <= 8)
    }
    let readers = try (0..<8).map { _ in try fixture.environment.beginRead() }
    #expect(throws: LMDBError.readersFull) { try fixture.environment.beginRead() }
    withExtendedLifetime(readers) {}
  }

  @Test func aSuspendedTransactionKeepsItsSlot() throws {
    let fixture = try Fixture(options: Environment.Options(maxReaders: 4))
    let reads = try (0..<4).map { _ in try fixture.environment.beginRead() }
    for read in reads { read.suspend() }
    #expect(throws: LMDBError.readersFull) { try fixture.environment.beginRead() }
    for read in reads { #expect(read.resume()) }
  }
}
