@testable import FTSCore

extension Checksum {
  /// `content` followed by its checksum, as it is on disk.
  static func sealed(_ content: [UInt8]) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: content.count + size) { target, count in
      count = content.count + size
      // SAFETY: the part has room for both, and all of it is written.
      unsafe seal(content, into: UnsafeMutableRawBufferPointer(start: target.baseAddress, count: count))
    }
  }
}
