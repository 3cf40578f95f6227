/// Goes through the trees of a data file with plain reads, without LMDB, which trusts what it finds: a wrong number in a
/// page ends the process or has it read another's bytes.
///
/// Nothing that is read is trusted. What does not fit is noted as a problem, and what hangs from it is left out.
/// No page is visited twice, so that the walk ends.
struct TreeWalker {
  /// How the keys of a tree are ordered.
  enum KeyOrder {
    /// As byte strings.
    case bytes
    /// As 8-byte integers of the machine: the list of free pages.
    case integers
  }

  /// An entry of a leaf.
  struct Entry {
    let key: ArraySlice<UInt8>
    let value: TreePage.Value
    /// The page it lies in.
    let leaf: TreePage
    let page: Int
  }

  /// As deep as LMDB itself follows a tree.
  private static let maxDepth = 32
  /// Problems that are told; of what is broken all over, the first ones tell enough.
  private static let problemLimit = 100

  let pageSize: Int
  /// Pages that something hangs from, or that hold values.
  private(set) var used: PageSet
  private(set) var problems: [TreeProblem] = []
  /// Whether the headers of the pages that values begin in are read, too.
  let readsOverflow: Bool

  private var branchPages: UInt64 = 0
  private var leafPages: UInt64 = 0
  private var overflowPages: UInt64 = 0
  private var entries: UInt64 = 0

  /// - Parameter pages: those that the file holds.
  init(_ meta: MetaPage, pages: Int, readsOverflow: Bool) {
    pageSize = meta.pageSize
    used = PageSet(bound: min(pages, meta.pageCount))
    self.readsOverflow = readsOverflow
  }

  /// The bytes of an entry's value; nil where the file ends before, or where it is a table.
  func bytes(of entry: Entry, in file: borrowing DataFile) throws(LMDBError) -> PageBytes? {
    switch entry.value {
    case .inline(let offset, let size): PageBytes(Array(entry.leaf.slice(offset, size)))
    case .overflow(let page, let size):
      try file.read(count: size, at: page * pageSize + TreePage.headerSize)
    case .table: nil
    }
  }

  mutating func add(_ reason: String, page: Int, table: String?) {
    guard problems.count < Self.problemLimit else { return }
    problems.append(TreeProblem(table: table, page: page, reason: reason))
  }

  /// Passes the entries of a tree to `body`, in order.
  mutating func walk(
    _ root: TreeRoot, table: String?, order: KeyOrder = .bytes, in file: borrowing DataFile,
    _ body: (Entry) throws(LMDBError) -> Void
  ) throws(LMDBError) {
    (branchPages, leafPages, overflowPages, entries) = (0, 0, 0, 0)
    let before = problems.count
    guard root.depth <= Self.maxDepth, (root.page == nil) == (root.depth == 0) else {
      return add("a tree of depth \(root.depth)", page: root.page ?? 0, table: table)
    }
    guard let page = root.page else { return }
    let walk = Walk(table: table, order: order, depth: root.depth)
    try visit(page, level: 1, from: nil, upTo: nil, walk, in: file, body)
    guard problems.count == before else { return }
    // Without their headers it is not known of values how many pages they were given beyond those they need.
    let isCounted = readsOverflow ? overflowPages == root.overflowPages : overflowPages <= root.overflowPages
    if (branchPages, leafPages, entries) != (root.branchPages, root.leafPages, root.entries) || !isCounted {
      add(
        "the tree has \(entries) entries in \(branchPages), \(leafPages) and \(overflowPages) pages, recorded are "
          + "\(root.entries) in \(root.branchPages), \(root.leafPages) and \(root.overflowPages)", page: page,
        table: table)
    }
  }

  /// What is the same for all pages of a tree.
  private struct Walk {
    let table: String?
    let order: KeyOrder
    let depth: Int
  }

  private mutating func visit(
    _ number: Int, level: Int, from low: ArraySlice<UInt8>?, upTo high: ArraySlice<UInt8>?, _ walk: Walk,
    in file: borrowing DataFile, _ body: (Entry) throws(LMDBError) -> Void
  ) throws(LMDBError) {
    guard claim(number, count: 1, table: walk.table) else { return }
    guard let bytes = try file.read(count: pageSize, at: number * pageSize) else {
      return add("the file ends before it", page: number, table: walk.table)
    }
    let page: TreePage
    do { page = try TreePage(bytes, number: number, isLeaf: level == walk.depth) } catch {
      return add(error.reason, page: number, table: walk.table)
    }
    if page.isLeaf { leafPages += 1 } else { branchPages += 1 }
    // The first key of a branch says nothing, and is mostly empty.
    for index in (page.isLeaf ? 0 : 1)..<page.count {
      let key = page.key(index)
      let isFirst = index == (page.isLeaf ? 0 : 1)
      let previous = isFirst ? low : page.key(index - 1)
      let ascends = previous.map { precedes($0, key, walk.order) || isFirst && $0 == key } ?? true
      guard ascends, high.map({ precedes(key, $0, walk.order) }) ?? true else {
        return add("key \(index) is out of order", page: number, table: walk.table)
      }
    }
    for index in 0..<page.count {
      if page.isLeaf {
        try pass(index, of: page, number, walk.table, in: file, body)
      } else {
        try visit(
          page.child(index), level: level + 1, from: index == 0 ? low : page.key(index),
          upTo: index + 1 < page.count ? page.key(index + 1) : high, walk, in: file, body)
      }
    }
  }

  private mutating func pass(
    _ index: Int, of page: TreePage, _ number: Int, _ table: String?, in file: borrowing DataFile,
    _ body: (Entry) throws(LMDBError) -> Void
  ) throws(LMDBError) {
    entries += 1
    do {
      let value = try page.value(index)
      if case .overflow(let first, let size) = value {
        var count = (TreePage.headerSize + size + pageSize - 1) / pageSize
        if readsOverflow {
          guard let pages = try overflowPages(first, in: file), pages >= count else {
            return add("its header is not that of a value in \(count) pages", page: first, table: table)
          }
          // A smaller value may have been put in the place of a larger one.
          count = pages
        }
        guard claim(first, count: count, table: table) else { return }
        overflowPages += UInt64(count)
      }
      try body(Entry(key: page.key(index), value: value, leaf: page, page: number))
    } catch let damage as TreePage.Damage {
      add(damage.reason, page: number, table: table)
    } catch let error as LMDBError { throw error } catch { return }
  }

  /// Takes pages for what is in use; false, and a problem, where that cannot be.
  private mutating func claim(_ first: Int, count: Int, table: String?) -> Bool {
    guard first >= 2, first < used.bound, count <= used.bound - first else {
      add("something leads there, beyond the pages of the file", page: first, table: table)
      return false
    }
    for page in first..<first + count where !used.insert(page) {
      add("it is used twice", page: page, table: table)
      return false
    }
    return true
  }

  /// The number of pages that a value was given; nil where no value begins there.
  private func overflowPages(_ first: Int, in file: borrowing DataFile) throws(LMDBError) -> Int? {
    guard first >= 2, first < used.bound,
      let header = try file.read(count: TreePage.headerSize, at: first * pageSize),
      header.load(UInt64.self, at: 0) == UInt64(first),
      header.load(UInt16.self, at: 10) == TreePage.overflowFlag
    else { return nil }
    return header.load(UInt32.self, at: 12).map { Int($0) }
  }

  /// Whether one key is below another.
  private func precedes(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>, _ order: KeyOrder) -> Bool {
    switch order {
    case .bytes: a.lexicographicallyPrecedes(b)
    // Least significant byte first.
    case .integers: a.count == b.count && a.reversed().lexicographicallyPrecedes(b.reversed())
    }
  }
}
