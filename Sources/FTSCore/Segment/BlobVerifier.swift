import LMDB
import Synchronization

/// Compares the blobs of segments with their checksums, each when the process reads it first: so nothing damaged is
/// ever served, and what is read again costs nothing. What a segment has on disk does not change, but for its deletions.
final class BlobVerifier: Sendable {
  /// A blob of a segment.
  struct Place: Hashable {
    let table: Table
    /// Of the chunk, column or blob; in a sorted table, its place in order.
    let number: Int
  }

  /// By segment.
  private let intact = Mutex<[UInt32: Set<Place>]>([:])

  /// Whether the blob is what was written, now or when it was first asked.
  func isIntact(_ blob: SealedBlob, segment: UInt32, _ place: Place) -> Bool {
    if intact.withLock({ $0[segment]?.contains(place) ?? false }) { return true }
    guard blob.isIntact else { return false }
    intact.withLock { _ = $0[segment, default: []].insert(place) }
    return true
  }

  /// Forgets the segments that are no more.
  func retain(_ segments: [SegmentInfo]) {
    intact.withLock { intact in
      guard intact.count > segments.count else { return }
      let numbers = Set(segments.map(\.number))
      intact = intact.filter { numbers.contains($0.key) }
    }
  }
}
