import LMDB
import Synchronization

/// Compares the blobs of a segment with their checksums, each when the process reads it first: so nothing damaged is
/// ever served, and what is read again costs nothing.
final class BlobVerifier: Sendable {
  /// A blob of a segment.
  struct Place: Hashable {
    let table: Table
    /// Of the chunk, column or blob; in a sorted table, its place in order.
    let number: Int
  }

  private let intact = Mutex<Set<Place>>([])

  /// Whether the blob is what was written, now or when it was first asked.
  func isIntact(_ blob: SealedBlob, _ place: Place) -> Bool {
    if intact.withLock({ $0.contains(place) }) { return true }
    guard blob.isIntact else { return false }
    intact.withLock { _ = $0.insert(place) }
    return true
  }
}
