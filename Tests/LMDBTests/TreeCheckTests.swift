import FTSTestSupport
import Foundation
import Glibc
import Testing

@testable import LMDB

/// Trees are walked without LMDB, and what is wrong with them is found before LMDB trusts it.
@Suite("Checking trees")
struct TreeCheckTests {
  /// An environment with several tables of several levels, values in pages of their own, and free pages.
  private static func make(seed: UInt64) throws -> TemporaryDirectory {
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    let environment = try Environment.open(path: directory.path)
    for name in ["small", "large", "empty"] {
      let table = try environment.table(name, create: true)
      for round in 0..<(name == "empty" ? 0 : 6) {
        var write = try environment.beginWrite()
        for _ in 0..<200 {
          let key = (0..<Int.random(in: 1...60, using: &generator)).map { _ in
            UInt8.random(in: 97...103, using: &generator)
          }
          let size =
            name == "large" && Int.random(in: 0..<10, using: &generator) == 0
            ? Int.random(in: 2_000...30_000, using: &generator) : Int.random(in: 0...200, using: &generator)
          try write.put(key, [UInt8](repeating: UInt8(round), count: size), in: table)
        }
        if round == 3 { try write.deletePrefix([97], in: table) }
        try write.commit()
      }
    }
    return directory
  }

  @Test(arguments: [1, 2, 3, UInt64.random(in: 4...UInt64.max)])
  func soundTreesAreFoundSound(seed: UInt64) throws {
    let directory = try Self.make(seed: seed)
    let environment = try Environment.open(path: directory.path)
    let report = try environment.checkTrees(readsOverflow: true)
    #expect(report.problems.isEmpty, "seed \(seed): \(report.problems)")
    for name in ["small", "large", "empty"] {
      let table = try environment.table(name, create: false)
      #expect(report.entries[name] == (try environment.beginRead().count(table)))
    }
    #expect(report.usedPages > 50 && report.freePages > 0 && report.lostPages == 0)
    #expect(report.pages == environment.info.lastPage + 1)
  }

  @Test(arguments: [1, 2, UInt64.random(in: 3...UInt64.max)])
  func whatOpensInSpiteOfDamageCanBeRead(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let directory = try Self.make(seed: seed)
    let file = URL(fileURLWithPath: directory.file("data.mdb"))
    let sound = try Data(contentsOf: file)
    var refused = 0
    for _ in 0..<300 {
      var bytes = sound
      // Heads of pages, where the tree is, more often than not.
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let page = Int.random(in: 2..<bytes.count / 4096, using: &generator)
        let place = Int.random(in: 0..<(Bool.random(using: &generator) ? 32 : 4096), using: &generator)
        bytes[page * 4096 + place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
      }
      let copy = try TemporaryDirectory()
      try bytes.write(to: URL(fileURLWithPath: copy.file("data.mdb")))
      do throws(LMDBError) {
        // Whatever LMDB finds now, it must not end the process.
        let environment = try Environment.open(path: copy.path)
        for name in ["small", "large", "empty"] {
          let table = try environment.table(name, create: false)
          let read = try environment.beginRead()
          defer { read.release() }
          let cursor = try read.cursor(table)
          while try cursor.next() { _ = unsafe cursor.value.reduce(0) { $0 &+ Int($1) } }
        }
      } catch .damagedTree { refused += 1 } catch { _ = error.description }
    }
    #expect(refused > 30, "seed \(seed): \(refused)")
  }

  /// Whichever bit of either number changes: else a commit would count that is not the last. But for one: where the second lowest of
  /// the last number is cleared, the file is the one that a commit which failed at its end leaves.
  @Test(arguments: [1, 2, UInt64.random(in: 3...UInt64.max)])
  func noOtherCommitIsTakenForTheLast(seed: UInt64) throws {
    let directory = try Self.make(seed: seed)
    do {
      let environment = try Environment.open(path: directory.path)
      let table = try environment.table("large", create: false)
      var write = try environment.beginWrite()
      try write.put([1], [UInt8](seed.description.utf8), in: table)
      try write.commit()
    }
    let sound = try Data(contentsOf: URL(fileURLWithPath: directory.file("data.mdb")))
    let expected = try Self.contents(directory.path)
    let last = try Environment.open(path: directory.path).info.lastTransactionID
    var refused = 0
    for bit in 0..<128 where !(last & 2 != 0 && bit % 64 == 1 && bit / 64 == last & 1) {
      var bytes = sound
      bytes[bit / 64 * 4096 + 144 + bit % 64 / 8] ^= 1 << UInt8(bit % 8)
      let copy = try TemporaryDirectory()
      try bytes.write(to: URL(fileURLWithPath: copy.file("data.mdb")))
      do throws(LMDBError) {
        #expect(try Self.contents(copy.path) == expected, "seed \(seed), bit \(bit)")
      } catch {
        guard case .damagedTree(_, let problem) = error else { throw error }
        #expect(problem.page < 2 && problem.reason.contains("it is of transaction"))
        refused += 1
        // What is to be saved is that of the last commit.
        #expect(try DataFileReader(path: copy.path).entries(of: "large").count == expected.count)
      }
    }
    // All of the last one's, and of the one before those that raise it.
    #expect(refused > 64, "seed \(seed): \(refused)")
  }

  @Test(arguments: [0, 1, 1 << 63 - 1, 1 << 63, .max - 1, .max] as [UInt64])
  func numbersAtTheEndsOfTheirRangeAreNotTakenForThoseOfCommits(number: UInt64) throws {
    let directory = try Self.make(seed: 1)
    let sound = try Data(contentsOf: URL(fileURLWithPath: directory.file("data.mdb")))
    let expected = try Self.contents(directory.path)
    for pages in [[0], [1], [0, 1]] {
      var bytes = sound
      for page in pages {
        for byte in 0..<8 {
          let shift = UInt64(8 * byte)
          bytes[page * 4096 + 144 + byte] = UInt8(truncatingIfNeeded: (number ^ UInt64(page)) >> shift)
        }
      }
      let copy = try TemporaryDirectory()
      try bytes.write(to: URL(fileURLWithPath: copy.file("data.mdb")))
      do throws(LMDBError) {
        #expect(try Self.contents(copy.path) == expected && pages.count == 1, "pages \(pages)")
      } catch {
        guard case .damagedTree(_, let problem) = error else { throw error }
        #expect(problem.page < 2)
      }
    }
  }

  @Test func theProblemNamesTableAndPage() throws {
    let directory = try Self.make(seed: 1)
    let file = URL(fileURLWithPath: directory.file("data.mdb"))
    var bytes = try Data(contentsOf: file)
    // Every page but the first two is said to be another.
    for page in 2..<bytes.count / 4096 { bytes[page * 4096 + 2] = 1 }
    try bytes.write(to: file)
    #expect {
      try Environment.open(path: directory.path)
    } throws: { error in
      guard case .damagedTree(_, let problem) = error as? LMDBError else { return false }
      return problem.reason.contains("it says of itself that it is page") && problem.page >= 2
    }
  }

  /// Keys and values of the table `large`.
  private static func contents(_ path: String) throws(LMDBError) -> [[UInt8]] {
    let environment = try Environment.open(path: path)
    let table = try environment.table("large", create: false)
    let read = try environment.beginRead()
    defer { read.release() }
    let cursor = try read.cursor(table)
    var contents: [[UInt8]] = []
    while try cursor.next() { contents.append(unsafe Array(cursor.key) + Array(cursor.value)) }
    return contents
  }
}
