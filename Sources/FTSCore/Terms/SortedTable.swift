import FTSAutomata

/// Look-ups in a sorted table of a segment.
///
/// Has at hand the first key of each blob and, of those that were looked into, where their restarts are: a look-up
/// goes through a few lines of memory instead of the tree, and touches the blob where the key is.
struct SortedTable {
  /// A blob of the table is none.
  struct Damage: Error {}

  private struct Entry {
    let firstKey: Blob
    let content: SealedBlob
    /// From the first look-up in it on.
    var blob: SortedTableBlob?
  }

  private var entries: [Entry] = []
  private var firstKeys = KeyPlaces()
  private let isIntact: (_ number: Int, SealedBlob) -> Bool
  /// Of all blobs.
  private(set) var bytes = 0

  /// A table of nothing.
  ///
  /// - Parameter isIntact: whether a blob is what was written; asked when it is first looked into.
  init(isIntact: @escaping (_ number: Int, SealedBlob) -> Bool = { $1.isIntact }) { self.isIntact = isIntact }

  /// - Parameter blobs: stands before the first blob of the table.
  init(
    _ blobs: consuming TableCursor, isIntact: @escaping (_ number: Int, SealedBlob) -> Bool = { $1.isIntact }
  ) throws(IndexError) {
    self.init(isIntact: isIntact)
    while let content = try blobs.next() { append(firstKey: blobs.key, content: content) }
  }

  /// Appends a blob, its keys above all before it.
  mutating func append(firstKey: Blob, content: SealedBlob) {
    bytes += content.size
    firstKeys.append(firstKey, place: entries.count)
    entries.append(Entry(firstKey: firstKey, content: content))
  }

  /// The value of `key`, or `nil`.
  mutating func value(of key: Blob) throws(Damage) -> Blob? {
    guard let number = place(of: key) else { return nil }
    return try blob(number).value(of: key)
  }

  /// Passes the keys that a filter matches, ascending, with their values to `body`, reading little of what lies
  /// between them.
  ///
  /// - Parameter goesOn: asked before each blob of some thousand keys whether to read it, too.
  mutating func forEachMatch(
    _ filter: inout KeyFilter, while goesOn: () -> Bool = { true },
    _ body: (_ key: [UInt8], _ value: Blob) throws(Damage) -> Void
  ) throws(Damage) {
    var candidate = filter.firstCandidate
    var number = candidate.span.withBlob { place(of: $0) } ?? 0
    while number < entries.count, goesOn() {
      guard let next = try blob(number).forEachMatch(&filter, from: candidate, body) else { return }
      candidate = next
      number = max(number + 1, candidate.span.withBlob { place(of: $0) } ?? 0)
    }
  }

  /// The blob that may hold a key.
  private func place(of key: Blob) -> Int? { firstKeys.lastPlace(notAbove: key) { entries[$0].firstKey } }

  private mutating func blob(_ number: Int) throws(Damage) -> SortedTableBlob {
    if let blob = entries[number].blob { return blob }
    let content = entries[number].content
    guard isIntact(number, content), let blob = SortedTableBlob(content.content) else { throw Damage() }
    entries[number].blob = blob
    return blob
  }
}
