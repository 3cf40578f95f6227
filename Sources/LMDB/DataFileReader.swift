/// Reads the entries of a data file without LMDB, and as many as there are: what is damaged is passed over and told. For saving
/// what can be saved of a file that LMDB cannot open, or would die of.
///
/// Nobody may write meanwhile: whoever reads holds the writer lock. Memory is that of the keys.
public final class DataFileReader {
  /// A key, and where its value is.
  public struct Entry: Sendable {
    /// The key.
    public let key: [UInt8]
    fileprivate let offset: Int
    fileprivate let size: Int
  }

  private let file: DataFile
  private let meta: MetaPage
  private var walker: TreeWalker
  private var roots: [String: TreeRoot] = [:]

  /// What is damaged, as far as has been read.
  public var problems: [TreeProblem] { walker.problems }
  /// The named tables.
  public var tables: [String] { roots.keys.sorted() }

  /// Opens the data file of an environment.
  ///
  /// - Throws: `noSuchFile`, `invalid` and `versionMismatch` where it is none or its head is destroyed.
  public init(path: String) throws(LMDBError) {
    let directory = try EnvironmentDirectory(path: path)
    guard let file = try DataFile(in: directory) else { throw .noSuchFile(path: path + "/" + DataFile.name) }
    let (first, second) = try MetaPage.both(in: file)
    // By what the trees say, should a number be damaged.
    let numbers = (
      try FreeList.lastTransaction(of: first, in: file) ?? first.transactionID,
      try FreeList.lastTransaction(of: second, in: file) ?? second.transactionID
    )
    meta = numbers.1 > numbers.0 ? second : first
    walker = TreeWalker(meta, pages: try file.size() / meta.pageSize, readsOverflow: false)
    var roots: [String: TreeRoot] = [:]
    try walker.walk(meta.tables, table: nil, in: file) { entry in
      if case .table(let root) = entry.value { roots[String(decoding: entry.key, as: UTF8.self)] = root }
    }
    self.roots = roots
    self.file = file
  }

  /// The entries of a table, in order, once; none where there is no such table.
  public func entries(of table: String) throws(LMDBError) -> [Entry] {
    guard let root = roots[table] else { return [] }
    var entries: [Entry] = []
    let pageSize = meta.pageSize
    try walker.walk(root, table: table, in: file) { entry in
      switch entry.value {
      case .inline(let offset, let size):
        entries.append(Entry(key: Array(entry.key), offset: entry.page * pageSize + offset, size: size))
      case .overflow(let page, let size):
        entries.append(
          Entry(key: Array(entry.key), offset: page * pageSize + TreePage.headerSize, size: size))
      case .table: break
      }
    }
    return entries
  }

  /// The value of an entry; nil where the file ends before.
  public func value(of entry: Entry) throws(LMDBError) -> [UInt8]? {
    try file.read(count: entry.size, at: entry.offset).map { Array($0[0..<entry.size]) }
  }
}
