/// Builds the blobs of a sorted table: keys in ascending byte order, each with a value, front
/// coded. The term dictionary and the identifiers of a segment are such tables.
///
/// A blob holds whole entries and is named by its first key, so that the storage engine's tree
/// finds the one blob that can hold a key. Within it, every sixteenth entry spells its key out:
///
///     entry*    shared: varint (bytes shared with the key before; 0 in a restart),
///               rest: sized bytes, value: sized bytes
///     restart*  offset of a restart entry: u32
///     u32       number of restarts
struct SortedTableWriter {
  static let restartInterval = 16
  /// Size at which a blob is closed. With its checksum and the engine's page header it fills
  /// whole pages nearly.
  static let blobSize = 32_000

  private var writer = ByteWriter(capacity: blobSize + 1024)
  private var restarts: [UInt32] = []
  private var entries = 0
  private var firstKey: [UInt8] = []
  private var lastKey: [UInt8] = []
  private let emit: (_ firstKey: [UInt8], _ content: [UInt8]) throws(IndexError) -> Void

  /// - Parameter emit: takes each blob as it is completed.
  init(emit: @escaping (_ firstKey: [UInt8], _ content: [UInt8]) throws(IndexError) -> Void) {
    self.emit = emit
  }

  /// Appends an entry. `key` must be above all keys before it.
  mutating func append(key: [UInt8], value: [UInt8]) throws(IndexError) {
    if entries % Self.restartInterval == 0 {
      if writer.count >= Self.blobSize { try closeBlob() }
      restarts.append(UInt32(writer.count))
      if entries == 0 { firstKey = key }
      writer.varint(0)
      writer.sized(key)
    } else {
      var shared = 0
      while shared < min(key.count, lastKey.count), key[shared] == lastKey[shared] { shared += 1 }
      writer.varint(shared)
      writer.sized(key[shared...])
    }
    writer.sized(value)
    lastKey = key
    entries += 1
  }

  /// Closes the last blob. The writer is empty afterwards.
  mutating func finish() throws(IndexError) {
    if entries > 0 { try closeBlob() }
  }

  private mutating func closeBlob() throws(IndexError) {
    for offset in restarts { writer.integer(offset) }
    writer.integer(UInt32(restarts.count))
    try emit(firstKey, writer.bytes)
    writer.removeAll()
    restarts.removeAll(keepingCapacity: true)
    entries = 0
  }
}
