/// The geometry of the index: documents of a segment in blocks, blocks in superblocks.
///
/// A block is 64 consecutive DocIDs, so that a set of its documents is one machine word; a
/// superblock is 64 blocks. "Block" and "superblock" as in block-max pruning (Mallia, Suel,
/// Tonellotto, SIGIR 2024; Carlson et al., arXiv 2504.17045).
enum Grid {
  static let blockSize = 64
  static let blocksPerSuperblock = 64
  static let superblockSize = blockSize * blocksPerSuperblock

  /// Blocks that hold `documents` documents.
  static func blocks(_ documents: Int) -> Int { (documents + blockSize - 1) / blockSize }

  /// Superblocks that hold `blocks` blocks.
  static func superblocks(_ blocks: Int) -> Int {
    (blocks + blocksPerSuperblock - 1) / blocksPerSuperblock
  }
}

/// Number of a document within its segment, from 0.
typealias DocID = UInt32
