import CZstd

/// Makes the dictionary with which a segment's stored documents are compressed: text that is frequent in a
/// sample of them, so that a frame need not spell it out again.
enum DictionaryTrainer {
  /// Bytes of a dictionary, at most. On 136 MB of posts and reviews twice as much left frames 0.3 % smaller, which
  /// is less than the dictionary itself, and 64 KB made them 1.5 % larger.
  private static let largestSize = 120 << 10
  /// Bytes of documents for each byte of the dictionary, at least.
  private static let documentsPerByte = 64
  /// Bytes of documents below which a segment has no dictionary.
  private static let smallestSegment = 256 << 10
  /// Frames of the sample, spread evenly over the segment. Twice as many left 0.1 % less.
  private static let sampleCount = 400
  /// Of these, the frames from which the statistics of literals and lengths are taken.
  private static let statisticsCount = 100
  /// Bytes of a frame that count, so that a few long documents do not make the dictionary.
  private static let sampleLimit = 8 << 10
  /// Bytes that statistics take of a dictionary, at most.
  private static let headerSize = 512

  /// A dictionary for the documents 0 to `count` − 1, or `nil` where they are too few or have nothing in common.
  ///
  /// - Parameters:
  ///   - bytes: of all documents, about.
  ///   - append: appends a document to the frame.
  static func train(
    count: Int, bytes: Int, append: (DocID, inout FrameBuilder) throws(IndexError) -> Void
  ) throws(IndexError) -> [UInt8]? {
    guard bytes >= smallestSegment else { return nil }
    var samples: [UInt8] = []
    var sizes: [Int] = []
    var builder = FrameBuilder()
    for number in 0..<sampleCount {
      let end = (number + 1) * count / sampleCount
      var document = number * count / sampleCount
      while document < end, !builder.isFull {
        try append(DocID(document), &builder)
        document += 1
      }
      guard !builder.isEmpty else { continue }
      let sample = builder.take().prefix(sampleLimit)
      samples += sample
      sizes.append(sample.count)
    }
    let size = min(largestSize, bytes / documentsPerByte)
    var pieces = FrequentPieces(of: samples)
    return finish(pieces.select(size - headerSize), samples, sizes, size: size)
  }

  /// Puts the statistics of some of the samples before the content.
  private static func finish(_ content: [UInt8], _ samples: [UInt8], _ sizes: [Int], size: Int) -> [UInt8]? {
    guard !content.isEmpty else { return nil }
    let step = max(1, sizes.count / statisticsCount)
    var chosen: [UInt8] = []
    var chosenSizes: [Int] = []
    var start = 0
    for (index, size) in sizes.enumerated() {
      if index % step == 0 {
        chosen += samples[start..<start + size]
        chosenSizes.append(size)
      }
      start += size
    }
    let parameters = ZDICT_params_t(compressionLevel: FrameCompressor.level, notificationLevel: 0, dictID: 0)
    let dictionary = unsafe [UInt8](unsafeUninitializedCapacity: size) { target, count in
      // SAFETY: the samples lie one after the other and have the sizes given, the target has `size` bytes; a
      // failure leaves count 0.
      let written = unsafe ZDICT_finalizeDictionary(
        target.baseAddress, size, content, content.count, chosen, chosenSizes, UInt32(chosenSizes.count),
        parameters)
      count = ZDICT_isError(written) != 0 ? 0 : written
    }
    return dictionary.isEmpty ? nil : dictionary
  }
}
