/// The list of free pages of a data file, read without LMDB.
///
/// It is a B+tree from transaction numbers to arrays of 8-byte integers: a count, then that many
/// page numbers. Pages (mdb.c of 0.9, 64-bit): flags at 10 (1 branch, 2 leaf, 4 overflow); at 12 the
/// end of an array of 2-byte node offsets that begins at 16. Nodes: two 2-byte halves of a number,
/// flags 2, key size 2, key, data. A leaf's number is the size of the data, which stand in the node
/// or, with flag 1, in the overflow pages whose first number the node holds; a branch's number, with
/// the flags as its third part, is the child's page.
///
/// What is read is not trusted: a part that does not fit is left out, and the pages it would have
/// listed count as in use.
struct FreeList {
  private static let headerSize = 16
  private static let branchFlag: UInt16 = 0x01
  private static let leafFlag: UInt16 = 0x02
  private static let overflowDataFlag: UInt16 = 0x01
  /// As deep as LMDB itself follows a tree.
  private static let maxDepth = 32

  private let range: Range<Int>
  private let pageSize: Int
  private var found: Set<Int> = []
  /// Pages still to be read at most, which ends cycles.
  private var budget: Int

  /// The number of free pages in `range`, as of the commit of `meta`.
  static func count(
    in range: Range<Int>, of meta: MetaPage, in file: borrowing DataFile
  ) throws(LMDBError) -> Int {
    var list = FreeList(range: range, pageSize: meta.pageSize, budget: range.lowerBound)
    if let root = meta.freeListRoot { try list.visit(root, depth: 0, in: file) }
    return list.found.count
  }

  private init(range: Range<Int>, pageSize: Int, budget: Int) {
    self.range = range
    self.pageSize = pageSize
    self.budget = budget
  }

  private mutating func visit(
    _ number: Int, depth: Int, in file: borrowing DataFile
  ) throws(LMDBError) {
    // The pages before the range are those that the file holds.
    guard depth < Self.maxDepth, budget > 0, (0..<range.lowerBound).contains(number) else { return }
    budget -= 1
    guard let page = try file.read(count: pageSize, at: number * pageSize),
      let flags = page.load(UInt16.self, at: 10), let end = page.load(UInt16.self, at: 12)
    else { return }
    for slot in stride(from: Self.headerSize, to: Int(end), by: 2) {
      guard let node = page.load(UInt16.self, at: slot).map(Int.init),
        let low = page.load(UInt16.self, at: node), let high = page.load(UInt16.self, at: node + 2),
        let third = page.load(UInt16.self, at: node + 4),
        let keySize = page.load(UInt16.self, at: node + 6)
      else { return }
      let value = Int(low) | Int(high) << 16
      if flags & Self.branchFlag != 0 {
        try visit(value | Int(third) << 32, depth: depth + 1, in: file)
      } else if flags & Self.leafFlag != 0 {
        let data = node + 8 + Int(keySize)
        if third & Self.overflowDataFlag == 0 {
          collect(page, at: data, size: value)
        } else if let first = page.load(UInt64.self, at: data) {
          try collect(overflow: first, size: value, in: file)
        }
      }
    }
  }

  private mutating func collect(
    overflow first: UInt64, size: Int, in file: borrowing DataFile
  ) throws(LMDBError) {
    let byteCount = range.lowerBound * pageSize
    guard first < UInt64(range.lowerBound) else { return }
    let offset = Int(first) * pageSize + Self.headerSize
    guard size <= byteCount - offset, let data = try file.read(count: size, at: offset) else { return }
    collect(data, at: 0, size: size)
  }

  private mutating func collect(_ bytes: PageBytes, at offset: Int, size: Int) {
    guard let count = bytes.load(UInt64.self, at: offset), count <= UInt64(max(size - 8, 0) / 8) else {
      return
    }
    for index in 0..<Int(count) {
      guard let number = bytes.load(UInt64.self, at: offset + 8 + index * 8) else { return }
      if let number = Int(exactly: number), range.contains(number) { found.insert(number) }
    }
  }
}
