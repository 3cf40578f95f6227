/// Goes through a whole sorted table of a segment, blob after blob.
struct SortedTableCursor {
  private var blobs: TableCursor
  private var entries: SortedTableBlob.Cursor?

  init(_ blobs: TableCursor) { self.blobs = blobs }

  /// Key of the entry the cursor stands on; empty before the first.
  var key: [UInt8] { entries?.key ?? [] }

  /// Moves to the next entry and returns its value; `nil` at the end.
  mutating func next() throws(IndexError) -> Blob? {
    while true {
      if let value = entries?.next() { return value }
      guard let sealed = try blobs.next() else { return nil }
      guard sealed.isIntact, let blob = SortedTableBlob(sealed.content) else { throw blobs.damaged }
      entries = SortedTableBlob.Cursor(blob)
    }
  }
}
