import LMDB

/// Writes a sorted table of a segment: dictionary, forms or identifiers.
struct SegmentTableWriter {
  /// A sum that a closure adds to.
  private final class Counter { var value = 0 }

  private var table: SortedTableWriter
  private let bytes: Counter
  private var value = ByteWriter()

  init(segment: UInt32, batch: WriteBatch, table: Table) {
    let counter = Counter()
    bytes = counter
    self.table = SortedTableWriter { (firstKey, content) throws(IndexError) in
      counter.value += try batch.append(content, key: TableKey.named(segment, firstKey), to: table)
    }
  }

  /// Appends an entry, its key above all before it.
  mutating func append(key: [UInt8], value: [UInt8]) throws(IndexError) {
    try table.append(key: key, value: value)
  }

  /// Appends an entry whose value is a `varint`.
  mutating func append(key: [UInt8], number: Int) throws(IndexError) {
    value.removeAll()
    value.varint(number)
    try table.append(key: key, value: value.bytes)
  }

  /// Writes what is left and returns the bytes of the table.
  mutating func finish() throws(IndexError) -> Int {
    try table.finish()
    return bytes.value
  }
}
