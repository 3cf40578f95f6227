/// Writes the compressed frames of a segment's stored documents, packed into blobs.
struct DocumentsWriter {
  /// Size at which a blob of frames is closed.
  private static let blobSize = 64 << 10

  /// Number under which the dictionary stands, behind all blobs.
  static let dictionaryBlob = Int(UInt32.max)

  private let segment: UInt32
  private let batch: WriteBatch
  private let tables: Tables
  private var blob: [UInt8] = []
  private var blobNumber = 0
  private(set) var directory: [FrameDirectory.Entry] = []
  private(set) var bytes = 0

  init(segment: UInt32, batch: WriteBatch, tables: Tables) {
    self.segment = segment
    self.batch = batch
    self.tables = tables
  }

  /// Appends a compressed frame whose first document is `firstDocument`.
  mutating func append(frame: [UInt8], firstDocument: DocID) throws(IndexError) {
    directory.append(
      FrameDirectory.Entry(
        firstDocument: firstDocument, blob: blobNumber, offset: blob.count, length: frame.count))
    blob.append(contentsOf: frame)
    if blob.count >= Self.blobSize { try closeBlob() }
  }

  /// Writes what is left, and the dictionary that the frames were compressed with.
  mutating func finish(_ dictionary: [UInt8]?) throws(IndexError) {
    if !blob.isEmpty { try closeBlob() }
    guard let dictionary else { return }
    bytes += try batch.append(
      dictionary, key: TableKey.numbered(segment, Self.dictionaryBlob), to: tables.documents)
  }

  private mutating func closeBlob() throws(IndexError) {
    bytes += try batch.append(blob, key: TableKey.numbered(segment, blobNumber), to: tables.documents)
    blob.removeAll(keepingCapacity: true)
    blobNumber += 1
  }
}
