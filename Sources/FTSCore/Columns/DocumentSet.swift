/// Some of the documents of a segment, as it is stored.
///
///     u8             0 none, 1 all, 2 some
///     u64 × blocks   which, where it is some
struct DocumentSet {
  private enum Form {
    case none
    case all
    case some(Blob)
  }

  private let form: Form

  /// `nil` where the bytes are no such set; the reader tells whether they are all there.
  init?(_ reader: inout ByteReader, blocks: Int) {
    switch reader.byte() {
    case 0: form = .none
    case 1: form = .all
    case 2: form = .some(reader.bytes(blocks * 8))
    default: return nil
    }
  }

  /// The documents of a block; lanes behind the last document mean nothing.
  @inline(__always)
  subscript(block: Int) -> UInt64 {
    switch form {
    case .none: 0
    case .all: .max
    case .some(let words): words.load(UInt64.self, at: block &* 8)
    }
  }

  /// Bytes of a set of so many of the documents.
  static func encodedSize(count: Int, documents: Int) -> Int {
    count == 0 || count == documents ? 1 : 1 + Grid.blocks(documents) * 8
  }

  /// - Parameter members: ascending.
  static func encode(_ members: some Collection<DocID>, documents: Int, into writer: inout ByteWriter) {
    guard !members.isEmpty else { return writer.byte(0) }
    guard members.count < documents else { return writer.byte(1) }
    writer.byte(2)
    var words = [UInt64](repeating: 0, count: Grid.blocks(documents))
    for document in members {
      words[Int(document) / Grid.blockSize] |= 1 << UInt64(Int(document) % Grid.blockSize)
    }
    for word in words { writer.integer(word) }
  }
}
