import Synchronization

extension Environment {
  /// Goes through the trees of the last commit with plain reads, so that no damage can harm this process. Values are not
  /// read. Writers go on meanwhile.
  ///
  /// - Parameter readsOverflow: also the headers of the pages that hold values, which only writers use: a read for each.
  public func checkTrees(readsOverflow: Bool) throws(LMDBError) -> TreeReport {
    guard let file = try DataFile(in: directory) else { throw .noSuchFile(path: path + "/" + DataFile.name) }
    while true {
      // While the transaction lives, no page that its commit uses is written.
      let transaction = try beginRead()
      defer { transaction.release() }
      if let (meta, other) = try MetaPage.of(transaction: transaction.id, in: file) {
        return try TreeCheck.report(of: meta, beside: other, readsOverflow: readsOverflow, in: file)
      }
      // Two commits later the meta page was another's: look again.
    }
  }

  /// What `open` demands of an environment before anything in it is used.
  ///
  /// - Throws: `damagedTree`.
  func checkTreesOnce() throws(LMDBError) {
    try areTreesSound.withLock { (isSound) throws(LMDBError) in
      if isSound { return }
      if let problem = try checkTrees(readsOverflow: false).problems.first {
        throw .damagedTree(path: path + "/" + DataFile.name, problem)
      }
      isSound = true
    }
  }
}

/// All trees of a data file, gone through once.
enum TreeCheck {
  static func report(
    of meta: MetaPage, beside other: MetaPage, readsOverflow: Bool, in file: borrowing DataFile
  ) throws(LMDBError) -> TreeReport {
    var walker = TreeWalker(meta, pages: try file.size() / meta.pageSize, readsOverflow: readsOverflow)
    try checkOrder(meta, other, &walker, in: file)
    var report = TreeReport(pageSize: meta.pageSize, pages: meta.pageCount)
    var tables: [(name: String, root: TreeRoot, page: Int)] = []
    try walker.walk(meta.tables, table: nil, in: file) { entry in
      guard case .table(let root) = entry.value else { return }
      tables.append((String(decoding: entry.key, as: UTF8.self), root, entry.page))
    }
    for table in tables {
      guard table.root.flags == 0 else {
        walker.add(
          "the table is of an unknown kind (flags \(table.root.flags))", page: table.page, table: table.name)
        continue
      }
      try walker.walk(table.root, table: table.name, in: file) { _ in }
      report.entries[table.name] = Int(clamping: table.root.entries)
    }
    var free = PageSet(bound: meta.pageCount)
    var wrong: [Int] = []
    try FreeList.forEachPage(of: meta, &walker, in: file) { page in
      if page >= free.bound || !free.insert(page) { wrong.append(page) }
    }
    for page in 0..<walker.used.bound where walker.used.contains(page) && free.contains(page) {
      wrong.append(page)
    }
    for page in wrong { walker.add("it is in use, and on the list of free pages", page: page, table: nil) }
    report.usedPages = walker.used.count + 2
    report.freePages = free.count
    report.problems = walker.problems
    return report
  }

  /// Looks for a meta page whose number is not the one it was written with: another commit than the last would count. Numbers have
  /// no checksum, but the list of free pages knows them, too.
  ///
  /// The other page is that of the commit before or, by now, after; the pages of neither are written while the transaction lives.
  private static func checkOrder(
    _ meta: MetaPage, _ other: MetaPage, _ walker: inout TreeWalker, in file: borrowing DataFile
  ) throws(LMDBError) {
    let number = meta.transactionID
    if let last = try FreeList.lastTransaction(of: meta, in: file), last != number {
      walker.add(
        "it is of transaction \(number), its list of free pages of \(last)", page: Int(number & 1), table: nil
      )
    }
    if let last = try FreeList.lastTransaction(of: other, in: file), last > other.transactionID {
      walker.add(
        "it is of transaction \(other.transactionID), its list of free pages of \(last)",
        page: 1 - Int(number & 1), table: nil)
    }
  }
}
