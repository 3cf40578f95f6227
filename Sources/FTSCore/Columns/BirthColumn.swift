/// In which segment each document was first written: a merge keeps that, and so tells what is new from what was only moved.
/// Numbers of segments grow, so that documents written after a commit have numbers from its `Manifest.nextSegment` on.
///
///     varint × 2 per run of documents: how many there are, number of the segment
struct BirthColumn {
  /// A run of documents that were written into the same segment.
  struct Run: Equatable {
    var count: Int
    var segment: UInt32
  }

  let runs: [Run]

  /// - Parameters:
  ///   - documents: of the segment, all of which must be there.
  ///   - segment: its number, which no document is younger than.
  /// - Returns: `nil` where the bytes do not hold that.
  init?(_ content: Blob, documents: Int, segment: UInt32) {
    var reader = ByteReader(content)
    var runs: [Run] = []
    var rest = documents
    while !reader.isAtEnd {
      let (count, number) = (reader.varint(), reader.varint())
      guard !reader.hasOverrun, (1...max(1, rest)).contains(count), number <= Int(segment) else { return nil }
      runs.append(Run(count: count, segment: UInt32(number)))
      rest -= count
    }
    guard rest == 0 else { return nil }
    self.runs = runs
  }

  /// By document, the number of the segment.
  var segments: [UInt32] { runs.flatMap { repeatElement($0.segment, count: $0.count) } }

  /// The documents that were written into that segment or a later one; `nil` where there are none.
  func documents(from first: UInt32, blocks: Int) -> DocumentMask? {
    guard runs.contains(where: { $0.segment >= first }) else { return nil }
    var mask = DocumentMask(blocks: blocks)
    var document = 0
    for run in runs {
      if run.segment >= first { mask.insert(document..<document + run.count) }
      document += run.count
    }
    return mask
  }

  /// - Parameter segments: by document.
  static func encode(_ segments: [UInt32]) -> [UInt8] {
    var writer = ByteWriter()
    var first = 0
    while first < segments.count {
      let end = segments[first...].firstIndex { $0 != segments[first] } ?? segments.count
      writer.varint(end - first)
      writer.varint(Int(segments[first]))
      first = end
    }
    return writer.bytes
  }
}
