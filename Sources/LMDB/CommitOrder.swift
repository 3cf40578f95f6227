/// Which of the two meta pages is that of the last commit. LMDB goes by their numbers, which have no checksum: where a bit of one has
/// changed, another commit would count, and what came after it be lost without a word. The lists of free pages know the numbers, too.
enum CommitOrder {
  /// A meta page that says another number than the one it was written with; `nil` where neither does.
  ///
  /// While a transaction of the commit of `meta` lives, the pages of neither are written.
  ///
  /// - Parameters:
  ///   - meta: the page that counts.
  ///   - other: the one of the commit before or, by now, after.
  static func problem(
    of meta: MetaPage, beside other: MetaPage, in file: borrowing DataFile
  ) throws(LMDBError) -> TreeProblem? {
    let number = meta.transactionID
    let page = Int(number & 1)
    if let last = try FreeList.lastTransaction(of: meta, in: file), last != number {
      return mismatch(number, last, page: page)
    }
    guard let last = try FreeList.lastTransaction(of: other, in: file), last > other.transactionID else {
      return nil
    }
    // A commit that failed at its very end has put the number before its own back, and that alone (mdb_env_write_meta in LMDB's mdb.c).
    if other.transactionID &+ 2 == last, last == number &+ 1 { return nil }
    return mismatch(other.transactionID, last, page: 1 - page)
  }

  /// The meta page of the last commit, also where a number is damaged. Nobody may write meanwhile.
  static func last(in file: borrowing DataFile) throws(LMDBError) -> MetaPage {
    let (newest, other) = try MetaPage.ordered(in: file)
    guard try problem(of: newest, beside: other, in: file) != nil,
      let lastOfOther = try FreeList.lastTransaction(of: other, in: file)
    else { return newest }
    return lastOfOther > (try FreeList.lastTransaction(of: newest, in: file) ?? 0) ? other : newest
  }

  private static func mismatch(_ number: UInt64, _ last: UInt64, page: Int) -> TreeProblem {
    TreeProblem(
      table: nil, page: page, reason: "it is of transaction \(number), its list of free pages of \(last)")
  }
}
