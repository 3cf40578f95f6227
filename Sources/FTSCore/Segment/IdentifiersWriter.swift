/// Writes the identifiers of a segment: a sorted table from id to DocID.
struct IdentifiersWriter {
  private final class Counter { var value = 0 }

  private var table: SortedTableWriter
  private let bytes: Counter
  private var value = ByteWriter()

  init(segment: UInt32, batch: WriteBatch, tables: Tables) {
    let counter = Counter()
    bytes = counter
    table = SortedTableWriter { (firstKey, content) throws(IndexError) in
      counter.value += try batch.append(
        content, key: TableKey.named(segment, firstKey), to: tables.identifiers)
    }
  }

  /// Appends an id, above all before it.
  mutating func append(id: [UInt8], document: DocID) throws(IndexError) {
    value.removeAll()
    value.varint(Int(document))
    try table.append(key: id, value: value.bytes)
  }

  /// Writes what is left and returns the bytes of the table.
  mutating func finish() throws(IndexError) -> Int {
    try table.finish()
    return bytes.value
  }
}
