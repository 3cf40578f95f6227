import CLMDB
import Glibc

extension Environment {
  /// Takes the pages of the map out of this process's memory, where they count as its own. They stay in the
  /// kernel's cache, from which the next access has them back. For whoever has read much of the map once.
  ///
  /// Where the kernel does not say where the map is, nothing happens.
  public func releaseMap() {
    holdingMap {
      guard let file = directory.dataFileIdentity, let maps = ProcessFile.read("maps") else { return }
      for range in Self.ranges(ofFile: file, maps: maps) {
        // SAFETY: a map of a file that nobody writes through: its pages come back as they were.
        _ = unsafe madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
      }
    }
  }

  /// Where a file is mapped, by the text of /proc/self/maps (proc_pid_maps(5): first field the addresses, fourth
  /// the device, fifth the inode).
  static func ranges(ofFile file: EnvironmentDirectory.Identity, maps: String) -> [Range<UInt>] {
    maps.split(separator: "\n").compactMap { (line) -> Range<UInt>? in
      let fields = line.split(separator: " ", maxSplits: 5)
      guard fields.count > 4, UInt(fields[4]) == file.inode else { return nil }
      let device = fields[3].split(separator: ":").map { UInt32($0, radix: 16) }
      guard device == [gnu_dev_major(file.device), gnu_dev_minor(file.device)] else { return nil }
      let addresses = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      guard addresses.count == 2, addresses[0] <= addresses[1] else { return nil }
      return addresses[0]..<addresses[1]
    }
  }
}
