extension Environment {
  /// How to open an environment. The first opening in a process decides; later ones of the same
  /// directory join it as it is.
  public struct Options: Sendable {
    /// Smallest address space that opening falls back to, in bytes: 1 GiB.
    public static let minimumMapSize = 1 << 30

    /// Address space to reserve for the memory map, in bytes; also the largest size of the data.
    /// It costs no memory and no disk. Where it cannot be had (`ulimit -v`), opening halves it,
    /// down to `minimumMapSize` or to what the data need.
    public var mapSize: Int
    /// Reader slots in the lock file, over all processes. The process that opens first decides.
    public var maxReaders: Int
    /// Named tables that may be open at once.
    public var maxTables: Int
    /// Opens for reading only; the data file must exist.
    public var readOnly: Bool
    /// Permissions of the files that opening creates.
    public var fileMode: UInt32
    /// Opens even on a network file system. LMDB's locks and map do not hold there when more
    /// than one machine takes part.
    public var allowsNetworkFileSystem: Bool
    /// Commits wait until the data have reached the disk. Without it a power cut can destroy the
    /// whole environment: only for building a new one that `sync()` completes.
    public var syncsOnCommit: Bool

    /// Options with the defaults that suit an index: 1 TiB of address space, 2,048 readers.
    public init(
      mapSize: Int = 1 << 40, maxReaders: Int = 2048, maxTables: Int = 32, readOnly: Bool = false,
      fileMode: UInt32 = 0o600, allowsNetworkFileSystem: Bool = false, syncsOnCommit: Bool = true
    ) {
      self.mapSize = mapSize
      self.maxReaders = maxReaders
      self.maxTables = maxTables
      self.readOnly = readOnly
      self.fileMode = fileMode
      self.allowsNetworkFileSystem = allowsNetworkFileSystem
      self.syncsOnCommit = syncsOnCommit
    }
  }
}
