/// A value as it lies on disk: its content, and the checksum that it was written with.
struct SealedBlob {
  /// What was written; to be trusted once it is found intact.
  let content: Blob
  private let checksum: UInt64

  /// `nil` where the value is too short to hold a checksum.
  init?(_ value: Blob) {
    guard let content = value.slice(0, value.count - Checksum.size) else { return nil }
    self.content = content
    checksum = value.load(UInt64.self, at: content.count)
  }

  /// A blob in memory.
  init(sealing content: Blob) {
    self.content = content
    checksum = Checksum.hash(content)
  }

  /// Bytes of the value.
  var size: Int { content.count + Checksum.size }

  /// Whether the content is what was written. Reads all of it.
  var isIntact: Bool { Checksum.hash(content) == checksum }
}
