/// Where some of the keys of a table are, ascending, by their beginnings side by side: a search among them touches
/// the keys themselves only where several begin alike.
struct KeyPlaces {
  private struct Entry {
    let prefix: UInt64
    let place: Int
  }

  private var entries: [Entry] = []

  mutating func reserveCapacity(_ count: Int) { entries.reserveCapacity(count) }

  /// Appends a key, which is not below those before it.
  mutating func append(_ key: Blob, place: Int) {
    entries.append(Entry(prefix: Self.prefix(of: key), place: place))
  }

  /// The place of the last of the keys that are not above `key`; `nil` where all are.
  ///
  /// - Parameter keyAt: the key in a place.
  @inline(__always)
  func lastPlace(notAbove key: Blob, keyAt: (_ place: Int) -> Blob) -> Int? {
    let sought = Self.prefix(of: key)
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      let entry = entries[middle]
      if entry.prefix < sought || (entry.prefix == sought && compare(keyAt(entry.place), key) <= 0) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low > 0 ? entries[low - 1].place : nil
  }

  /// The first eight bytes as a big-endian number, missing ones 0: of ascending keys, it does not descend.
  private static func prefix(of key: Blob) -> UInt64 {
    if key.count >= 8 { return key.load(UInt64.self, at: 0).byteSwapped }
    var prefix: UInt64 = 0
    for index in 0..<key.count { prefix |= UInt64(key[index]) << UInt64(56 - 8 * index) }
    return prefix
  }
}
