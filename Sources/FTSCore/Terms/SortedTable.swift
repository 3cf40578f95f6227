/// Look-ups in a sorted table of a segment.
///
/// Has at hand the first key of each blob and, of those that were looked into, where their restarts are: a look-up
/// goes through a few lines of memory instead of the tree, and touches the blob where the key is.
struct SortedTable {
  /// The blob that may hold a key is none.
  struct Damage: Error {}

  private struct Entry {
    let firstKey: Blob
    let content: Blob
    /// From the first look-up in it on.
    var blob: SortedTableBlob?
  }

  private var entries: [Entry] = []
  private var firstKeys = KeyPlaces()

  /// - Parameter blobs: stands before the first blob of the table.
  init(_ blobs: consuming TableCursor) throws(IndexError) {
    while let content = try blobs.next() {
      firstKeys.append(blobs.key, place: entries.count)
      entries.append(Entry(firstKey: blobs.key, content: content))
    }
  }

  /// The value of `key`, or `nil`.
  mutating func value(of key: Blob) throws(Damage) -> Blob? {
    guard let number = firstKeys.lastPlace(notAbove: key, keyAt: { entries[$0].firstKey }) else { return nil }
    if entries[number].blob == nil {
      guard let blob = SortedTableBlob(entries[number].content) else { throw Damage() }
      entries[number].blob = blob
    }
    return entries[number].blob?.value(of: key)
  }
}
