/// Which documents of a new segment go into which frame, and frames into which piece of work.
struct FrameLayout {
  /// Frames that one thread compresses at a time.
  private static let groupSize = 64

  private let order: DocumentOrder
  private let batches: [AnalyzedBatch]
  /// The first document of each frame, and behind the last their number.
  private let starts: [Int]
  /// Groups of consecutive frames, by index.
  let groups: [Range<Int>]
  /// Bytes of all documents.
  let bytes: Int

  init(_ order: DocumentOrder, _ batches: [AnalyzedBatch]) {
    self.order = order
    self.batches = batches
    var starts = [0]
    var total = 0
    var frameBytes = 0
    for (document, place) in order.places.enumerated() {
      if frameBytes >= DocumentFrame.targetSize {
        starts.append(document)
        frameBytes = 0
      }
      let size = order.threads[document].count + batches[place.batch].entries[place.entry].stored.count
      frameBytes += size
      total += size
    }
    if starts.last != order.places.count { starts.append(order.places.count) }
    self.starts = starts
    bytes = total
    groups = stride(from: 0, to: starts.count - 1, by: Self.groupSize).map {
      $0..<min($0 + Self.groupSize, starts.count - 1)
    }
  }

  /// Appends a document to a frame.
  func append(_ document: DocID, to frame: inout FrameBuilder) {
    let place = order.places[Int(document)]
    let batch = batches[place.batch]
    frame.append(
      thread: order.threads[Int(document)], document: batch.stored[batch.entries[place.entry].stored])
  }

  /// The frames of a group.
  func compressed(
    _ group: Int, _ compressor: FrameCompressor, _ builder: inout FrameBuilder
  ) -> [(firstDocument: DocID, bytes: [UInt8])] {
    groups[group].map { frame in
      for document in starts[frame]..<starts[frame + 1] { append(DocID(document), to: &builder) }
      return (DocID(starts[frame]), compressor.compress(builder.take()))
    }
  }
}
