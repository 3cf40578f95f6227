/// A value as it lies on disk: its content, and the checksum that it was written with.
struct SealedBlob {
  /// What was written; to be trusted once it is found intact.
  let content: Blob
  /// What the hash of the content must be.
  private let expected: UInt64

  /// `nil` where the value is too short to hold a checksum.
  ///
  /// - Parameter place: where the value was found.
  init?(_ value: Blob, at place: BlobPlace) {
    guard let content = value.slice(0, value.count - Checksum.size) else { return nil }
    self.content = content
    expected = value.load(UInt64.self, at: content.count) ^ place.hash
  }

  /// A blob in memory.
  init(sealing content: Blob) {
    self.content = content
    expected = Checksum.hash(content)
  }

  /// Bytes of the value.
  var size: Int { content.count + Checksum.size }

  /// Whether the content is what was written, and was written there. Reads all of it.
  var isIntact: Bool { Checksum.hash(content) == expected }
}
