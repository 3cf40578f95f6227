import FTSTestSupport
import Foundation
import Glibc
import Testing

@testable import LMDB

@Suite("Opening")
struct OpeningTests {
  /// A directory with a closed environment of some hundred pages.
  static func closedEnvironment() throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    let environment = try Environment.open(path: directory.path)
    let table = try environment.table("table", create: true)
    var write = try environment.beginWrite()
    for key in UInt8(0)..<200 {
      try write.put([key], [UInt8](repeating: key, count: 6_000), in: table)
    }
    try write.commit()
    return directory
  }

  static let pageSize = sysconf(Int32(_SC_PAGESIZE))

  static func truncate(_ file: String, to size: Int) throws {
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
    try handle.truncate(atOffset: UInt64(size))
    try handle.close()
  }

  static func dataFile(_ directory: TemporaryDirectory) -> String { directory.file("data.mdb") }

  @Test func aDirectoryIsOpenOnceByWhateverPath() throws {
    let directory = try TemporaryDirectory()
    let link = directory.path + "-link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: directory.path)
    defer { try? FileManager.default.removeItem(atPath: link) }
    let first = try Environment.open(path: directory.path)
    let second = try Environment.open(path: link + "/.")
    #expect(first === second)
  }

  @Test func closingAndOpeningByManyThreadsNeverOpensTwice() async throws {
    let directory = try Self.closedEnvironment()
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          var count = 0
          for _ in 0..<100 {
            let environment = try Environment.open(path: directory.path)
            let table = try environment.table("table", create: false)
            count += try environment.beginRead().count(table)
          }
          return count
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == [20_000, 20_000, 20_000, 20_000])
  }

  @Test func anEnvironmentSurvivesTheRenamingOfItsDirectory() throws {
    let directory = try TemporaryDirectory()
    try FileManager.default.createDirectory(
      atPath: directory.file("old"), withIntermediateDirectories: false)
    let environment = try Environment.open(path: directory.file("old"))
    try FileManager.default.moveItem(atPath: directory.file("old"), toPath: directory.file("new"))
    #expect(try Environment.open(path: directory.file("new")) === environment)
    let lock = try environment.lock(for: .writing)
    withExtendedLifetime(lock) {
      #expect(FileManager.default.fileExists(atPath: directory.file("new/writer.lock")))
    }
  }

  @Test func filesAreForTheirOwnerOnly() throws {
    let directory = try Self.closedEnvironment()
    let target = try TemporaryDirectory()
    let environment = try Environment.open(path: directory.path)
    let lock = try environment.lock(for: .writing)
    try environment.copy(to: target.path, compacting: false)
    let files = ["data.mdb", "lock.mdb", "writer.lock"].map(directory.file) + [Self.dataFile(target)]
    try withExtendedLifetime(lock) {
      for file in files {
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
      }
    }
  }

  @Test func aMissingDirectoryOrFileIsNamed() throws {
    let directory = try TemporaryDirectory()
    let absent = directory.file("absent")
    #expect(throws: LMDBError.noSuchFile(path: absent)) { try Environment.open(path: absent) }
    let readOnly = Environment.Options(readOnly: true)
    #expect(throws: LMDBError.noSuchFile(path: Self.dataFile(directory))) {
      try Environment.open(path: directory.path, options: readOnly)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
  }

  @Test func aReadOnlyEnvironmentRefusesWriters() throws {
    let directory = try Self.closedEnvironment()
    let environment = try Environment.open(
      path: directory.path, options: Environment.Options(readOnly: true))
    let table = try environment.table("table", create: false)
    #expect(try environment.beginRead().count(table) == 200)
    let error = LMDBError.readOnlyEnvironment(path: directory.path)
    #expect(throws: error) { try environment.table("new", create: true) }
    #expect(throws: error) { try Environment.open(path: directory.path) }
  }

  @Test(arguments: [1, pageSize, 2 * pageSize - 1, 2 * pageSize, 25 * pageSize]) func aTruncatedFileIsRefused(
    size: Int
  ) throws {
    let directory = try Self.closedEnvironment()
    let file = Self.dataFile(directory)
    let whole = try #require(FileManager.default.contents(atPath: file)).count
    try Self.truncate(file, to: size)
    let error = #expect(throws: LMDBError.self) { try Environment.open(path: directory.path) }
    switch error {
    case .invalid(let path): #expect(path == file && size < 152)
    case .truncated(let path, let expected, let actual):
      #expect(path == file && actual == size)
      #expect(expected == (size <= Self.pageSize ? 2 * Self.pageSize : whole))
    default: Issue.record("\(String(describing: error))")
    }
  }

  @Test func everyPageThatIsCutOffIsMissed() throws {
    let directory = try Self.closedEnvironment()
    let file = Self.dataFile(directory)
    let bytes = try #require(FileManager.default.contents(atPath: file))
    for page in 2..<bytes.count / Self.pageSize {
      try Self.truncate(file, to: page * Self.pageSize)
      #expect(throws: LMDBError.truncated(path: file, expected: bytes.count, actual: page * Self.pageSize)) {
        try Environment.open(path: directory.path)
      }
    }
    try bytes.write(to: URL(fileURLWithPath: file))
    let environment = try Environment.open(path: directory.path)
    let table = try environment.table("table", create: false)
    #expect(try environment.beginRead().count(table) == 200)
  }

  @Test func aFileThatEndsInFreePagesIsWhole() throws {
    let directory = try Self.closedEnvironment()
    let file = Self.dataFile(directory)
    var shortest = 0
    for round in UInt8(0)..<10 {
      let environment = try Environment.open(path: directory.path)
      let table = try environment.table("table", create: false)
      var write = try environment.beginWrite()
      try write.put([round], [round], in: table)
      try write.put([255], [UInt8](repeating: 1, count: 500_000 + 50_000 * Int(round)), in: table)
      try write.delete([255], in: table)
      try write.commit()
      let size = try #require(FileManager.default.contents(atPath: file)).count
      shortest = min(shortest, size - (environment.info.lastPage + 1) * Self.pageSize)
      try environment.directory.check(environment.options)
    }
    #expect(shortest < 0, "the premise: LMDB does not write pages freed by their own transaction")
    let environment = try Environment.open(path: directory.path)
    let table = try environment.table("table", create: false)
    #expect(try environment.beginRead().count(table) == 200)
  }

  @Test(arguments: Seeds.all) func wholeFilesAreNeverTakenForTruncated(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    for _ in 0..<60 {
      let environment = try Environment.open(path: directory.path)
      let table = try environment.table("table", create: true)
      var write = try environment.beginWrite()
      for _ in 0..<Int.random(in: 1...60, using: &generator) {
        let key = [UInt8.random(in: 0...60, using: &generator)]
        let limit = [100, 3_000, 80_000].randomElement(using: &generator) ?? 0
        let size = Int.random(in: 0...limit, using: &generator)
        try write.put(key, [UInt8](repeating: 1, count: size), in: table)
        if Bool.random(using: &generator) { try write.delete(key, in: table) }
      }
      try write.commit()
      #expect(throws: Never.self, "seed \(seed)") { try environment.directory.check(environment.options) }
    }
  }

  @Test func anEmptyFileIsTruncated() throws {
    let directory = try TemporaryDirectory()
    let file = Self.dataFile(directory)
    #expect(FileManager.default.createFile(atPath: file, contents: nil))
    #expect(throws: LMDBError.truncated(path: file, expected: 2 * Self.pageSize, actual: 0)) {
      try Environment.open(path: directory.path)
    }
  }

  @Test(arguments: Seeds.all) func garbageIsNotLMDB(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for count in [10, 152, 5_000, 100_000] {
      let directory = try TemporaryDirectory()
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      try Data(bytes).write(to: URL(fileURLWithPath: Self.dataFile(directory)))
      #expect(throws: LMDBError.invalid(path: Self.dataFile(directory)), "seed \(seed)") {
        try Environment.open(path: directory.path)
      }
    }
  }

  @Test(arguments: Seeds.all) func damagedHeadsAndFreeListsDoNotCrashTheCheck(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let directory = try Self.closedEnvironment()
    let file = Self.dataFile(directory)
    let whole = try #require(FileManager.default.contents(atPath: file))
    let opened = try EnvironmentDirectory(path: directory.path)
    for _ in 0..<200 {
      var bytes = whole
      for _ in 0..<4 {
        let page = [
          0, Self.pageSize,
          Int.random(in: 2..<whole.count / Self.pageSize, using: &generator) * Self.pageSize,
        ]
        let index = page[Int.random(in: 0..<3, using: &generator)] + .random(in: 0..<160, using: &generator)
        bytes[index] = UInt8.random(in: 0...255, using: &generator)
      }
      try bytes.prefix(Int.random(in: 0...whole.count, using: &generator))
        .write(to: URL(fileURLWithPath: file))
      do throws(LMDBError) {
        try opened.check(Environment.Options())
      } catch .invalid, .truncated, .versionMismatch {
        continue
      } catch {
        Issue.record("\(error), seed \(seed)")
      }
    }
  }

  @Test(arguments: [false, true]) func aCopyHoldsTheLastCommit(compacting: Bool) throws {
    let directory = try Self.closedEnvironment()
    let target = try TemporaryDirectory()
    let environment = try Environment.open(path: directory.path)
    try environment.copy(to: target.path, compacting: compacting)
    let copy = try Environment.open(path: target.path)
    let table = try copy.table("table", create: false)
    let entries = try Fixture.entries(copy.beginRead().cursor(table))
    #expect(entries.map(\.key) == (UInt8(0)..<200).map { [$0] })
    #expect(throws: LMDBError.alreadyExists(path: Self.dataFile(target))) {
      try environment.copy(to: target.path, compacting: compacting)
    }
  }

  @Test func anEnvironmentFitsIntoALimitedAddressSpace() throws {
    let directory = try TemporaryDirectory()
    let options = Environment.Options(mapSize: 1 << 50)
    #expect(try Environment.open(path: directory.path, options: options).info.mapSize < 1 << 50)
  }
}
