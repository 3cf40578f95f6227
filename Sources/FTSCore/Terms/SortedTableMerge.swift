import LMDB

/// Goes through the sorted tables of several segments as through one.
struct SortedTableMerge {
  private var cursors: [SortedTableCursor] = []
  /// The entry each cursor stands on; `nil` past the end.
  private var values: [Blob?] = []
  /// Cursors whose entry was handed out by the last `next`.
  private var used: [Int] = []
  /// Key of the entries handed out last.
  private(set) var key: [UInt8] = []

  init(_ segments: [SegmentReader], _ table: KeyPath<Tables, Table>) throws(IndexError) {
    for segment in segments {
      var cursor = try segment.entries(table)
      values.append(try cursor.next())
      cursors.append(cursor)
    }
  }

  /// The entries of the next key, by index of their segment; `nil` at the end.
  mutating func next() throws(IndexError) -> [(segment: Int, value: Blob)]? {
    for index in used { values[index] = try cursors[index].next() }
    used.removeAll(keepingCapacity: true)
    for index in cursors.indices where values[index] != nil {
      let order = used.first.map { compareKeys(index, $0) } ?? -1
      if order < 0 { used = [index] } else if order == 0 { used.append(index) }
    }
    guard let first = used.first else { return nil }
    key = cursors[first].key
    return used.compactMap { index in values[index].map { (index, $0) } }
  }

  private func compareKeys(_ a: Int, _ b: Int) -> Int {
    unsafe cursors[a].key.withUnsafeBytes { first in
      // SAFETY: the views are used within these closures only.
      unsafe cursors[b].key.withUnsafeBytes { second in unsafe compare(Blob(first), Blob(second)) }
    }
  }
}
