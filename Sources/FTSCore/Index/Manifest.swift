/// What an index consists of at one commit. Written last in a commit: what no manifest names
/// does not exist.
///
///     u32 format, u64 generation, u32 next segment number, u32 number of segments
///     per segment: see SegmentInfo
struct Manifest: Equatable {
  /// Raised with every change of what is on disk.
  static let format: UInt32 = 9

  /// Number of the commit, from 1.
  var generation: UInt64 = 0
  /// Number the next segment gets; none is used twice.
  var nextSegment: UInt32 = 0
  /// In order of age.
  var segments: [SegmentInfo] = []

  /// Documents of all segments, deleted ones included.
  var documents: Int { segments.reduce(0) { $0 + $1.documents } }
  /// Sum of their weighted lengths.
  var totalLength: Int { segments.reduce(0) { $0 + $1.totalLength } }

  /// Mean weighted length, as scoring uses it.
  var averageLength: Float { documents == 0 ? 0 : Float(Double(totalLength) / Double(documents)) }

  func encode() -> [UInt8] {
    var writer = ByteWriter()
    writer.integer(Self.format)
    writer.integer(generation)
    writer.integer(nextSegment)
    writer.integer(UInt32(segments.count))
    for segment in segments { segment.encode(into: &writer) }
    return writer.bytes
  }

  /// The format number at the front of an encoded manifest.
  static func format(of content: Blob) -> UInt32 { content.load(UInt32.self, at: 0) }

  /// `nil` where the bytes are no manifest of this format.
  init?(_ content: Blob) {
    var reader = ByteReader(content)
    guard reader.integer(UInt32.self) == Self.format else { return nil }
    generation = reader.integer(UInt64.self)
    nextSegment = reader.integer(UInt32.self)
    let count = Int(reader.integer(UInt32.self))
    while segments.count < count, !reader.hasOverrun { segments.append(SegmentInfo(&reader)) }
    if reader.hasOverrun || !reader.isAtEnd || !isPlausible { return nil }
  }

  init() {}

  /// Whether the numbers are such that arithmetic with them stays in range.
  private var isPlausible: Bool {
    generation < .max && nextSegment < .max && documents <= Int(DocID.max)
      && segments.allSatisfy { $0.number < nextSegment && $0.isPlausible }
  }
}
