#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Numbers byte strings from 0 in order of first sight: a hash table with open addressing over
/// one arena, so that interning allocates nothing per string.
///
/// A string of up to seven bytes, as most words are, is its own key in the table: telling it
/// from others touches nothing but its slot.
struct ByteStringTable {
  private struct Slot {
    /// See `key(of:)`.
    var key: UInt64
    /// Number of the string plus one; 0 marks an empty slot.
    var entry: UInt32
  }

  /// Marks the keys that stand for more than one string.
  private static let longMark: UInt64 = 0xFF << 56

  private var slots: [Slot]
  private var arena: [UInt8] = []
  /// Where each string ends in the arena; it begins where the one before it ends.
  private var ends: [Int] = [0]

  init(capacity: Int = 1 << 12) {
    slots = [Slot](repeating: Slot(key: 0, entry: 0), count: capacity)
  }

  var count: Int { ends.count - 1 }

  /// Bytes of memory held.
  var memory: Int {
    slots.capacity * MemoryLayout<Slot>.stride + arena.capacity + ends.capacity * MemoryLayout<Int>.stride
  }

  /// The number of `string` and whether it is new.
  mutating func intern(_ string: Span<UInt8>) -> (number: Int, isNew: Bool) {
    intern(string, key: Self.key(of: string))
  }

  /// The same, where `key(of: string)` is known already.
  mutating func intern(_ string: Span<UInt8>, key: UInt64) -> (number: Int, isNew: Bool) {
    let mask = slots.count - 1
    var index = Self.place(of: key) & mask
    while slots[index].entry != 0 {
      if slots[index].key == key, Self.isUnique(key) || isEqual(Int(slots[index].entry) - 1, string) {
        return (Int(slots[index].entry) - 1, false)
      }
      index = (index + 1) & mask
    }
    slots[index] = Slot(key: key, entry: UInt32(count + 1))
    unsafe string.withUnsafeBytes { unsafe arena.append(contentsOf: $0) }
    ends.append(arena.count)
    if count * 2 > slots.count { grow() }
    return (count - 1, true)
  }

  /// Passes the bytes of a string to `body`.
  func withString<R>(_ number: Int, _ body: (Span<UInt8>) -> R) -> R {
    body(arena.span.extracting(ends[number]..<ends[number + 1]))
  }

  /// A copy of a string.
  func string(_ number: Int) -> [UInt8] { Array(arena[ends[number]..<ends[number + 1]]) }

  /// The numbers of all strings in ascending order of their bytes.
  func sorted() -> [Int] {
    unsafe arena.withUnsafeBytes { arena in
      (0..<count).sorted { a, b in
        // SAFETY: the ends lie within the arena.
        let first = unsafe UnsafeRawBufferPointer(rebasing: arena[ends[a]..<ends[a + 1]])
        let second = unsafe UnsafeRawBufferPointer(rebasing: arena[ends[b]..<ends[b + 1]])
        return unsafe precedes(first, second)
      }
    }
  }

  /// The string itself with its length above it where it has up to seven bytes, else its hash
  /// under `longMark`.
  @inline(__always)
  static func key(of string: Span<UInt8>) -> UInt64 {
    guard string.count <= 7 else {
      return unsafe string.withUnsafeBytes { unsafe Checksum.hash($0) } | longMark
    }
    var key = UInt64(string.count)
    for index in 0..<string.count { key = key << 8 | UInt64(string[index]) }
    return key
  }

  /// Whether no other string has this key.
  @inline(__always)
  static func isUnique(_ key: UInt64) -> Bool { key < longMark }

  /// Where to begin to look for a key, before it is cut to a table's size.
  @inline(__always)
  static func place(of key: UInt64) -> Int {
    // Multiplicative hashing: only the product's upper bits depend on all bits of the key.
    let product = key &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: (product ^ product >> 32) & UInt64(Int32.max))
  }

  /// Whether `string` is the one of that number.
  func isEqual(_ number: Int, _ string: Span<UInt8>) -> Bool {
    let start = ends[number]
    guard ends[number + 1] - start == string.count else { return false }
    for i in 0..<string.count where arena[start + i] != string[i] { return false }
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(key: 0, entry: 0), count: slots.count * 2)
    let mask = slots.count - 1
    for slot in old where slot.entry != 0 {
      var index = Self.place(of: slot.key) & mask
      while slots[index].entry != 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
  }
}

/// Whether `a` comes before `b` in byte order.
@unsafe func precedes(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
  // SAFETY: memcmp reads at most the shorter one's bytes.
  let order = unsafe memcmp(
    a.baseAddress ?? UnsafeRawPointer(bitPattern: 1)!, b.baseAddress ?? UnsafeRawPointer(bitPattern: 1)!,
    min(a.count, b.count))
  return order != 0 ? order < 0 : a.count < b.count
}
