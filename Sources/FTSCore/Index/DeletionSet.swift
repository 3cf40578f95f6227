/// The deleted documents of a segment: a set of bits per superblock, only for superblocks that
/// have any.
struct DeletionSet {
  private(set) var superblocks: [Int: [UInt64]] = [:]
  private(set) var count = 0

  init() {}

  /// Marks a document; false where it was marked before.
  mutating func insert(_ document: DocID) -> Bool {
    let superblock = Int(document) / Grid.superblockSize
    let block = Int(document) / Grid.blockSize % Grid.blocksPerSuperblock
    let bit = UInt64(1) << UInt64(Int(document) % Grid.blockSize)
    var words = superblocks[superblock] ?? [UInt64](repeating: 0, count: Grid.blocksPerSuperblock)
    guard words[block] & bit == 0 else { return false }
    words[block] |= bit
    superblocks[superblock] = words
    count += 1
    return true
  }

  /// Takes over a superblock as read from disk.
  mutating func load(superblock: Int, _ content: Blob) {
    let words = (0..<Grid.blocksPerSuperblock).map { content.load(UInt64.self, at: $0 * 8) }
    superblocks[superblock] = words
    count += words.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  func contains(_ document: DocID) -> Bool {
    let block = Int(document) / Grid.blockSize
    return word(block) >> UInt64(Int(document) % Grid.blockSize) & 1 != 0
  }

  /// The deleted documents of a block.
  func word(_ block: Int) -> UInt64 {
    superblocks[block / Grid.blocksPerSuperblock]?[block % Grid.blocksPerSuperblock] ?? 0
  }

  static func encode(_ words: [UInt64]) -> [UInt8] {
    var writer = ByteWriter(capacity: words.count * 8)
    for word in words { writer.integer(word) }
    return writer.bytes
  }
}
