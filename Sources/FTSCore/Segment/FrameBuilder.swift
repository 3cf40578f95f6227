/// Gathers the records of consecutive documents until they make a frame.
struct FrameBuilder {
  private var records = ByteWriter()
  private(set) var count = 0

  var isFull: Bool { records.count >= DocumentFrame.targetSize }
  var isEmpty: Bool { count == 0 }

  /// Appends a document as encoded by DocumentCodec. `thread` is empty for the review itself.
  mutating func append(thread: some Collection<UInt8>, document: some Collection<UInt8>) {
    records.sized(thread)
    records.sized(document)
    count += 1
  }

  /// The frame, not yet compressed. The builder is empty afterwards.
  mutating func take() -> [UInt8] {
    var frame = ByteWriter(capacity: records.count + 4)
    frame.varint(count)
    frame.append(records.bytes)
    records.removeAll()
    count = 0
    return frame.bytes
  }
}
