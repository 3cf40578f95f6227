/// Where the frames of stored documents are: 16 bytes for each, in order of documents.
///
///     u32 first document, u32 number of the blob, u32 offset in it, u32 length
struct FrameDirectory {
  struct Entry {
    var firstDocument: DocID
    var blob: Int
    var offset: Int
    var length: Int
  }

  private static let entrySize = 16
  private let content: Blob

  init(_ content: Blob) { self.content = content }

  var count: Int { content.count / Self.entrySize }

  subscript(index: Int) -> Entry {
    func field(_ number: Int) -> UInt32 { content.load(UInt32.self, at: index * Self.entrySize + number * 4) }
    return Entry(firstDocument: field(0), blob: Int(field(1)), offset: Int(field(2)), length: Int(field(3)))
  }

  /// Number of the frame that holds `document`, or `nil` where none can.
  func frame(of document: DocID) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].firstDocument <= document { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }

  static func encode(_ entries: [Entry]) -> [UInt8] {
    var writer = ByteWriter(capacity: entries.count * entrySize)
    for entry in entries {
      writer.integer(entry.firstDocument)
      writer.integer(UInt32(entry.blob))
      writer.integer(UInt32(entry.offset))
      writer.integer(UInt32(entry.length))
    }
    return writer.bytes
  }
}
