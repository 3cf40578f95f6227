import FTSAutomata
import Glibc

/// One blob of a sorted table, for look-ups and for reading through; the format is told at
/// `SortedTableWriter`.
struct SortedTableBlob {
  private let entries: Blob
  /// Offsets of the restarts.
  private let restarts: KeyPlaces

  /// `nil` where the bytes cannot be such a blob.
  init?(_ content: Blob) {
    let count = Int(content.load(UInt32.self, at: content.count - 4))
    guard content.count >= 4, count > 0,
      let restarts = content.slice(content.count - 4 - count * 4, count * 4),
      let entries = content.slice(0, content.count - 4 - count * 4)
    else { return nil }
    self.entries = entries
    var places = KeyPlaces()
    places.reserveCapacity(count)
    for index in 0..<count {
      let offset = Int(restarts.load(UInt32.self, at: index * 4))
      places.append(Self.restartKey(entries, at: offset), place: offset)
    }
    self.restarts = places
  }

  /// The value of `key`, or `nil`.
  func value(of key: Blob) -> Blob? {
    restarts.lastPlace(notAbove: key) { Self.restartKey(entries, at: $0) }.flatMap {
      scan(for: key, from: $0)
    }
  }

  /// Looks for `key` from a restart on, comparing no byte twice: what an entry shares with the one
  /// before tells how it stands to the key wherever that is more or less than the key does.
  private func scan(for key: Blob, from offset: Int) -> Blob? {
    var reader = ByteReader(entries, at: offset)
    // Bytes that the key and the entry before have in common.
    var common = 0
    while !reader.isAtEnd {
      let shared = reader.varint()
      let rest = reader.sized()
      let value = reader.sized()
      if reader.hasOverrun || shared < common { return nil }
      if shared > common { continue }
      var index = 0
      while index < rest.count, common < key.count, rest[index] == key[common] {
        index += 1
        common += 1
      }
      if index == rest.count, common == key.count { return value }
      // The entry ends within the key, or goes on with a lower byte: it is below.
      if index == rest.count || (common < key.count && rest[index] < key[common]) { continue }
      return nil
    }
    return nil
  }

  /// Passes the keys that a filter matches, ascending, with their values to `body`.
  ///
  /// At every restart it is seen from where on the next match can be, and what lies before is passed over.
  ///
  /// - Parameter candidate: the least key that can be matched.
  /// - Returns: the least key behind those of the blob that can be; `nil` where there is none.
  func forEachMatch(
    _ filter: inout KeyFilter, from candidate: [UInt8],
    _ body: (_ key: [UInt8], _ value: Blob) throws(SortedTable.Damage) -> Void
  ) throws(SortedTable.Damage) -> [UInt8]? {
    var offset = place(of: candidate)
    while true {
      var reader = ByteReader(entries, at: offset)
      var length = 0
      for _ in 0..<SortedTableWriter.restartInterval where !reader.isAtEnd {
        let shared = reader.varint()
        let rest = reader.sized()
        let value = reader.sized()
        guard !reader.hasOverrun, shared <= length else { throw SortedTable.Damage() }
        length = shared + rest.count
        // SAFETY: the view is used within the call only.
        let isMatch = unsafe filter.matches(
          shared: shared, rest: rest.bytes.assumingMemoryBound(to: UInt8.self).span)
        if isMatch { try body(filter.key, value) }
      }
      guard let next = filter.nextCandidate() else { return nil }
      if reader.isAtEnd { return next }
      offset = max(reader.offset, place(of: next))
    }
  }

  /// Offset of the restart from which on to look for a key.
  private func place(of key: [UInt8]) -> Int {
    key.span.withBlob { key in restarts.lastPlace(notAbove: key) { Self.restartKey(entries, at: $0) } } ?? 0
  }

  private static func restartKey(_ entries: Blob, at offset: Int) -> Blob {
    var reader = ByteReader(entries, at: offset)
    _ = reader.varint()
    return reader.sized()
  }

  /// Goes through the entries of a blob in order.
  struct Cursor {
    private var reader: ByteReader
    private(set) var key: [UInt8] = []

    init(_ blob: SortedTableBlob) { reader = ByteReader(blob.entries) }

    /// Moves to the next entry, whose key is then `key`; `nil` at the end, or where the bytes
    /// make no sense.
    mutating func next() -> Blob? {
      guard !reader.isAtEnd else { return nil }
      let shared = reader.varint()
      let rest = reader.sized()
      let value = reader.sized()
      guard !reader.hasOverrun, shared <= key.count else { return nil }
      key.removeLast(key.count - shared)
      unsafe key.append(contentsOf: rest.bytes)
      return value
    }
  }
}

/// Order of two byte strings: negative, zero or positive as `a` is below, at or above `b`.
func compare(_ a: Blob, _ b: Blob) -> Int {
  // SAFETY: compares bytes that both views hold.
  let order = unsafe memcmp(a.pointer, b.pointer, min(a.count, b.count))
  return order != 0 ? Int(order) : a.count - b.count
}
