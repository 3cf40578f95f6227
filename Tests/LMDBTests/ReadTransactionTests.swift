import FTSTestSupport
import LMDB
import Testing

@Suite("Read transactions")
struct ReadTransactionTests {
  @Test func aReaderKeepsItsSnapshotWhileOthersCommit() throws {
    let fixture = try Fixture()
    try fixture.put([([1], [0])])
    let old = try fixture.environment.beginRead()
    for round in UInt8(1)...50 {
      try fixture.put([([1], [round]), ([2, round], [UInt8](repeating: round, count: 3_000))])
      #expect(try old.bytes([1], in: fixture.table) == [0])
      #expect(try old.count(fixture.table) == 1)
      let new = try fixture.environment.beginRead()
      #expect(new.id > old.id)
      #expect(try new.bytes([1], in: fixture.table) == [round])
    }
  }

  @Test func equalIdentifiersMeanEqualData() throws {
    let fixture = try Fixture()
    try fixture.put([([1], [1])])
    let first = try fixture.environment.beginRead()
    let second = try fixture.environment.beginRead()
    #expect(first.id == second.id)
    #expect(first.id == fixture.environment.info.lastTransactionID)
    try fixture.put([([1], [2])])
    #expect(try first.bytes([1], in: fixture.table) == second.bytes([1], in: fixture.table))
  }

  @Test func releasingTwiceDoesNothing() throws {
    let fixture = try Fixture()
    let read = try fixture.environment.beginRead()
    read.release()
    read.release()
    #expect(read.id == 0)
    #expect(throws: LMDBError.badTransaction) { try read.bytes([1], in: fixture.table) }
  }

  @Test func tenThousandTransactionsUseOneSlot() throws {
    let fixture = try Fixture(options: Environment.Options(maxReaders: 8))
    let before = fixture.environment.info.readers
    for _ in 0..<10_000 { try fixture.environment.beginRead().release() }
    #expect(fixture.environment.info.readers <= before + 1)
  }

  @Test func theOldestReaderTellsHowManyCommitsItIsBehind() throws {
    let fixture = try Fixture()
    try fixture.put([([1], [0])])
    #expect(fixture.environment.commitsSinceOldestReader == 0)
    let old = try fixture.environment.beginRead()
    for commit in UInt8(1)...12 {
      try fixture.put([([1], [commit])])
      let new = try fixture.environment.beginRead()
      #expect(fixture.environment.commitsSinceOldestReader == Int(commit))
      new.release()
    }
    let later = try fixture.environment.beginRead()
    try fixture.put([([1], [0])])
    old.release()
    #expect(fixture.environment.commitsSinceOldestReader == 1)
    later.release()
    #expect(fixture.environment.commitsSinceOldestReader == 0)
  }

  @Test func slotsRunOutAndComeBack() throws {
    let fixture = try Fixture(options: Environment.Options(maxReaders: 8))
    var readers: [ReadTransaction] = []
    #expect(throws: LMDBError.readersFull) {
      while true { readers.append(try fixture.environment.beginRead()) }
    }
    #expect(readers.count == 8)
    readers.removeAll()
    for _ in 0..<8 { readers.append(try fixture.environment.beginRead()) }
    #expect(readers.count == 8)
  }

  @Test func threadsReadWholeCommitsWhileOneWrites() async throws {
    let fixture = try Fixture()
    try fixture.put([([1], [0]), ([2], [0])])
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 {
        group.addTask {
          do {
            for _ in 0..<2_000 {
              let read = try fixture.environment.beginRead()
              let first = try read.bytes([1], in: fixture.table)
              if try first != read.bytes([2], in: fixture.table) { return false }
            }
            return true
          } catch {
            return false
          }
        }
      }
      group.addTask {
        do {
          for round in 0..<200 {
            try fixture.put([([1], [UInt8(round)]), ([2], [UInt8(round)])])
          }
          return true
        } catch {
          return false
        }
      }
      for await isWhole in group { #expect(isWhole) }
    }
  }

  @Test func tablesAreCreatedByManyThreadsAtOnce() async throws {
    let fixture = try Fixture()
    let handles = try await withThrowingTaskGroup(of: [Table].self) { group in
      for _ in 0..<4 {
        group.addTask {
          try (0..<20).map { number in try fixture.environment.table("table \(number)", create: true) }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(handles.allSatisfy { $0 == handles[0] })
    for (number, table) in handles[0].enumerated() {
      var write = try fixture.environment.beginWrite()
      try write.put([1], [UInt8(number)], in: table)
      try write.commit()
    }
    let read = try fixture.environment.beginRead()
    for (number, table) in handles[0].enumerated() {
      #expect(try read.bytes([1], in: table) == [UInt8(number)])
    }
  }
}
