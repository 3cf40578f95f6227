import FTSAnalysis
import LMDB

/// The open storage of an index: environment, tables and settings, for readers and writers.
final class IndexStore: Sendable {
  let path: String
  let environment: Environment
  let tables: Tables
  let settings: IndexSettings
  let analyzer: Analyzer
  private let memory = IndexMemory()
  /// How long to wait for another process that is creating the same index.
  private static let creationWait = Duration.seconds(1)

  /// Whether `path` still leads to this index, not to another one or to none.
  var isInPlace: Bool { environment.isAt(path) }

  /// Opens the index in the directory `path`.
  static func open(_ path: String) throws(IndexError) -> IndexStore {
    guard try IndexDirectory.hasIndex(path) else { throw .notFound(path: path) }
    let environment: Environment
    do { environment = try openEnvironment(path) } catch .notFound {
      throw .notFound(path: path)
    } catch { throw IndexError(error, path: path) }
    let tables: Tables
    do { tables = try Tables(environment, create: false) } catch .notFound {
      throw reasonForMissingTable(environment, path)
    } catch { throw IndexError(error, path: path) }
    return try IndexStore(path, environment, tables)
  }

  /// Opens the environment, for reading alone where its file system can only be read.
  private static func openEnvironment(_ path: String) throws(LMDBError) -> Environment {
    do throws(LMDBError) {
      return try Environment.open(path: path, options: options())
    } catch {
      switch error {
      // The second where this process has it open so already.
      case .readOnlyFileSystem, .readOnlyEnvironment:
        var options = options()
        options.readOnly = true
        return try Environment.open(path: path, options: options)
      default: throw error
      }
    }
  }

  /// An index without a table is of another format, damaged, or not there yet.
  private static func reasonForMissingTable(_ environment: Environment, _ path: String) -> IndexError {
    do throws(IndexError) {
      let transaction: ReadTransaction
      let meta: Table
      do {
        meta = try environment.table(Tables.metaName, create: false)
        transaction = try environment.beginRead()
      } catch { throw error == .notFound ? .notFound(path: path) : IndexError(error, path: path) }
      defer { transaction.release() }
      _ = try Snapshot.committed(transaction, meta, path)
      return .corrupted(path: path, detail: "a table is missing")
    } catch { return error }
  }

  /// Creates an index in the directory `path`, which is created where it does not exist. Where
  /// there is an index by now, opens that.
  static func create(_ path: String, _ settings: IndexSettings) throws(IndexError) -> IndexStore {
    try validate(settings)
    try IndexDirectory.create(path)
    let environment: Environment
    let lock: FileLock
    let tables: Tables
    do {
      environment = try Environment.open(path: path, options: options())
      lock = try environment.lock(for: .writing, wait: creationWait)
      tables = try Tables(environment, create: true)
    } catch { throw IndexError(error, path: path) }
    defer { withExtendedLifetime(lock) {} }
    try writeFirst(settings, environment, tables, path)
    // The storage engine syncs what is in its files, not their names.
    try FileTree.sync(path)
    return try IndexStore(path, environment, tables)
  }

  /// Opens the index for its one writer.
  ///
  /// - Parameters:
  ///   - settings: what to create it with where there is none; `nil` creates none.
  ///   - wait: how long to wait for another writer.
  ///   - goesOn: asked now and then while waiting; false gives up.
  /// - Throws: `locked` where another is writing; `interrupted` where `goesOn` gave up.
  static func openForWriting(
    _ path: String, creating settings: IndexSettings?, wait: Duration, while goesOn: () -> Bool
  ) throws(IndexError) -> (store: IndexStore, lock: FileLock) {
    while true {
      let store: IndexStore
      do {
        store = try open(path)
      } catch .notFound {
        guard let settings else { throw .notFound(path: path) }
        store = try create(path, settings)
      }
      let lock = try store.writerLock(wait: wait, while: goesOn)
      // Another index may have taken its place meanwhile, and what is written to this one would be lost.
      if store.isInPlace { return (store, lock) }
    }
  }

  /// Writes what an empty index has, unless another process was quicker: that may have committed
  /// documents already.
  private static func writeFirst(
    _ settings: IndexSettings, _ environment: Environment, _ tables: Tables, _ path: String
  ) throws(IndexError) {
    let transaction: ReadTransaction
    do { transaction = try environment.beginRead() } catch { throw IndexError(error, path: path) }
    defer { transaction.release() }
    guard try transaction.content(TableKey.manifest, in: tables.meta, path: path) == nil else { return }
    let batch = WriteBatch(environment, path: path)
    batch.replace(SettingsCodec.encode(settings), key: TableKey.settings, in: tables.meta)
    batch.replace(Manifest().encode(), key: TableKey.manifest, in: tables.meta)
    try batch.commit()
  }

  private init(_ path: String, _ environment: Environment, _ tables: Tables) throws(IndexError) {
    self.path = path
    self.environment = environment
    self.tables = tables
    let transaction: ReadTransaction
    do { transaction = try environment.beginRead() } catch { throw IndexError(error, path: path) }
    defer { transaction.release() }
    _ = try Snapshot.committed(transaction, tables.meta, path)
    guard let content = try transaction.content(TableKey.settings, in: tables.meta, path: path),
      let settings = SettingsCodec.decode(content)
    else { throw .corrupted(path: path, detail: "settings") }
    guard Analyzer.named(settings.analyzer) != nil else {
      throw .invalidSetting(
        "the index at \(path) needs the analyzer \(settings.analyzer), which this ftsd does not have")
    }
    do throws(IndexError) { analyzer = try settings.makeAnalyzer() } catch {
      throw .corrupted(path: path, detail: "settings: \(error)")
    }
    self.settings = settings
  }

  /// The right to write to the index.
  ///
  /// - Parameters:
  ///   - wait: how long to wait for another writer.
  ///   - goesOn: asked now and then while waiting; false gives up.
  /// - Throws: `locked` where another has it; `interrupted` where `goesOn` gave up.
  func writerLock(
    wait: Duration = .zero, while goesOn: () -> Bool = { true }
  ) throws(IndexError) -> FileLock {
    do {
      return try environment.lock(for: .writing, wait: wait, while: goesOn)
    } catch .locked where !goesOn() {
      throw .interrupted
    } catch { throw IndexError(error, path: path) }
  }

  /// The right to make new segments out of old ones; `nil` where another has it.
  ///
  /// - Parameters:
  ///   - wait: how long to wait for it.
  ///   - goesOn: asked now and then while waiting; false gives up.
  func mergeLock(
    wait: Duration = .zero, while goesOn: () -> Bool = { true }
  ) throws(IndexError) -> FileLock? {
    do {
      return try environment.lock(for: .merging, wait: wait, while: goesOn)
    } catch .locked {
      return nil
    } catch { throw IndexError(error, path: path) }
  }

  /// Opens the state of the last commit.
  func snapshot(of manifest: Manifest? = nil) throws(IndexError) -> Snapshot {
    let transaction: ReadTransaction
    do { transaction = try environment.beginRead() } catch { throw IndexError(error, path: path) }
    return try Snapshot(
      transaction, tables: tables, memory: memory, path: path, manifest: manifest)
  }

  /// The state of a commit, or of a part of its segments, in a transaction of the caller's.
  func snapshot(in transaction: ReadTransaction, of manifest: Manifest) throws(IndexError) -> Snapshot {
    try Snapshot(transaction, tables: tables, memory: memory, path: path, manifest: manifest)
  }

  /// Opens one segment in a transaction of the caller's.
  func segment(_ info: SegmentInfo, in transaction: ReadTransaction) throws(IndexError) -> SegmentReader {
    try SegmentReader(
      info, index: 0, base: 0, transaction: transaction, tables: tables,
      memory: memory.memory(ofSegment: info.number), path: path)
  }

  /// Bytes of the pages that hold nothing as of the last commit.
  func freeBytes() throws(IndexError) -> Int {
    do {
      let transaction = try environment.beginRead()
      defer { transaction.release() }
      return try transaction.freePages() * environment.info.pageSize
    } catch { throw IndexError(error, path: path) }
  }

  /// Numbers of the segments of which anything is on disk, whether a manifest names them or not.
  func segmentsOnDisk() throws(IndexError) -> [UInt32] {
    var numbers: Set<UInt32> = []
    do {
      let transaction = try environment.beginRead()
      defer { transaction.release() }
      for table in tables.ofSegments {
        let cursor = try transaction.cursor(table)
        var isOnEntry = try cursor.first()
        while isOnEntry {
          // SAFETY: the cursor stands on an entry; its key is copied at once.
          let number = unsafe TableKey.segment(of: cursor.key)
          numbers.insert(number)
          guard number < UInt32.max else { break }
          isOnEntry = try cursor.seek(to: TableKey.segment(number + 1))
        }
      }
    } catch { throw IndexError(error, path: path) }
    return numbers.sorted()
  }

  /// - Parameter syncsOnCommit: false for a new index that is synced as a whole in the end.
  static func options(syncsOnCommit: Bool = true) -> Environment.Options {
    var options = Environment.Options()
    options.maxTables = Tables.count
    options.syncsOnCommit = syncsOnCommit
    return options
  }

  private static func validate(_ settings: IndexSettings) throws(IndexError) {
    _ = try settings.makeAnalyzer()
    guard IndexSettings.k1Range.contains(settings.k1) else {
      throw .invalidSetting("k1 is \(settings.k1); it must be between 0 and 1000")
    }
    guard IndexSettings.bRange.contains(settings.b) else {
      throw .invalidSetting("b is \(settings.b); it must be between 0 and 1")
    }
    guard IndexSettings.weightRange.contains(settings.weights.title) else {
      throw .invalidSetting(
        "the weight of titles is \(settings.weights.title); it must be between 0.001 and 1000")
    }
  }
}
