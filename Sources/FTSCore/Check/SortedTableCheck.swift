import LMDB

/// Goes through a sorted table of a segment, and encodes it anew.
enum SortedTableCheck {
  /// Passes the entries to `body`, in order.
  ///
  /// - Parameter longestKey: bytes that a key may have at most; the least is 1.
  /// - Throws: `corrupted` where the blobs are not those that the entries make.
  static func run(
    _ table: KeyPath<Tables, Table>, of segment: SegmentReader, longestKey: Int,
    _ body: (_ key: [UInt8], _ value: Blob) throws(IndexError) -> Void
  ) throws(IndexError) {
    let stored = Stored(
      try segment.blobs(table), segment.damaged("entries are not as a sorted table has them"))
    var writer = SortedTableWriter { (firstKey, content) throws(IndexError) in
      try stored.compare(firstKey, content)
    }
    var entries = try segment.entries(table)
    var last: [UInt8] = []
    while let value = try entries.next() {
      let key = entries.key
      guard (1...longestKey).contains(key.count), last.lexicographicallyPrecedes(key) else {
        throw segment.damaged("the key '\(String(decoding: key, as: UTF8.self))' is out of order or too long")
      }
      try writer.append(key: key, value: value.array)
      try body(key, value)
      last = key
    }
    try writer.finish()
    try stored.finish()
  }

  /// The blobs there are, compared one by one with those that are made.
  private final class Stored {
    private var blobs: TableCursor
    private let error: IndexError

    init(_ blobs: TableCursor, _ error: IndexError) {
      self.blobs = blobs
      self.error = error
    }

    func compare(_ firstKey: [UInt8], _ content: [UInt8]) throws(IndexError) {
      guard let blob = try blobs.next(), blobs.key.array == firstKey, blob.content.array == content else {
        throw error
      }
    }

    func finish() throws(IndexError) {
      if try blobs.next() != nil { throw error }
    }
  }
}
