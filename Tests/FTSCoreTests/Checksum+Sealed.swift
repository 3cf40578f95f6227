@testable import FTSCore

extension Checksum {
  /// `content` followed by its checksum, as it is on disk under `key`.
  ///
  /// - Parameter table: its name.
  static func sealed(_ content: [UInt8], _ key: [UInt8], in table: String) -> [UInt8] {
    let place = FTSCoreTests.withBlob(key) { BlobPlace($0, in: table) }
    return unsafe [UInt8](unsafeUninitializedCapacity: content.count + size) { target, count in
      count = content.count + size
      // SAFETY: the part has room for both, and all of it is written.
      unsafe seal(
        content, at: place, into: UnsafeMutableRawBufferPointer(start: target.baseAddress, count: count))
    }
  }
}
