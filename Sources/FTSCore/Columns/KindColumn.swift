/// The kinds that occur in a segment, each with the set of its documents.
///
///     varint                  number of kinds
///     per kind: sized string, u64 × blocks
struct KindColumn {
  let kinds: [(name: String, documents: Blob)]

  /// `nil` where the bytes do not hold what they announce.
  init?(_ content: Blob, blocks: Int) {
    var reader = ByteReader(content)
    var kinds: [(String, Blob)] = []
    let count = reader.varint()
    while kinds.count < count, !reader.hasOverrun {
      kinds.append((reader.sized().string, reader.bytes(blocks * 8)))
    }
    if reader.hasOverrun { return nil }
    self.kinds = kinds
  }

  /// The documents of that kind, a word per block; `nil` where there are none.
  func documents(of kind: String) -> Blob? { kinds.first { $0.name == kind }?.documents }

  /// Name of the kind of a document.
  func kind(of document: DocID) -> String? {
    let block = Int(document) / Grid.blockSize
    let bit = UInt64(1) << UInt64(Int(document) % Grid.blockSize)
    return kinds.first { $0.documents.load(UInt64.self, at: block * 8) & bit != 0 }?.name
  }

  /// The column of documents whose kinds are given by DocID.
  static func encode(_ kinds: [String]) -> [UInt8] {
    var sets: [(name: String, words: [UInt64])] = []
    var index: [String: Int] = [:]
    for (document, kind) in kinds.enumerated() {
      let set = index[kind] ?? sets.count
      if set == sets.count {
        index[kind] = set
        sets.append((kind, [UInt64](repeating: 0, count: Grid.blocks(kinds.count))))
      }
      sets[set].words[document / Grid.blockSize] |= 1 << UInt64(document % Grid.blockSize)
    }
    var writer = ByteWriter()
    writer.varint(sets.count)
    for (name, words) in sets {
      writer.sized(name.utf8)
      for word in words { writer.integer(word) }
    }
    return writer.bytes
  }
}
