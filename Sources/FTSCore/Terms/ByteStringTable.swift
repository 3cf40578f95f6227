import Glibc

/// Numbers byte strings from 0 in order of first sight: a hash table with open addressing over
/// one arena, so that interning allocates nothing per string.
///
/// A string of up to seven bytes, as most words are, is its own key in the table: telling it
/// from others touches nothing but its slot.
struct ByteStringTable {
  private struct Slot: BitwiseCopyable {
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

  /// A string by its number, with what tells most strings apart in one comparison.
  struct SortedString {
    /// See `Blob.prefix`.
    var prefix: UInt64
    var number: UInt32
  }

  /// All strings in ascending order of their bytes.
  func sorted() -> [SortedString] {
    var entries = (0..<count).map { number in
      SortedString(prefix: withString(number) { $0.withBlob(\.prefix) }, number: UInt32(number))
    }
    entries.sort { a, b in Self.compare(a, in: self, b, in: self) < 0 }
    return entries
  }

  /// Order of two strings, each of a table.
  @inline(__always)
  static func compare(
    _ a: SortedString, in first: ByteStringTable, _ b: SortedString, in second: ByteStringTable
  ) -> Int {
    if a.prefix != b.prefix { return a.prefix < b.prefix ? -1 : 1 }
    return first.withString(Int(a.number)) { a in
      second.withString(Int(b.number)) { b in a.withBlob { a in b.withBlob { b in FTSCore.compare(a, b) } } }
    }
  }

  /// The string itself with its length above it where it has up to seven bytes, else its hash
  /// under `longMark`.
  @inline(__always)
  static func key(of string: Span<UInt8>) -> UInt64 {
    let count = string.count
    // SAFETY: XXH3 reads exactly the bytes of the span.
    guard count <= 7 else { return unsafe string.withUnsafeBytes { unsafe Checksum.hash($0) } | longMark }
    // SAFETY: bytes have no padding that could be read uninitialised.
    return unsafe shortBytes(string.bytes, count) | UInt64(count) << 56
  }

  /// Up to seven bytes as a number, the first one lowest, by two loads that may overlap.
  @inline(__always)
  private static func shortBytes(_ bytes: RawSpan, _ count: Int) -> UInt64 {
    // SAFETY: all loads lie within the span's `count` bytes, and any bits are an integer.
    if count >= 4 {
      let first = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self)
      let last = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
      return UInt64(UInt32(littleEndian: first)) | UInt64(UInt32(littleEndian: last))
        << UInt64(8 * (count - 4))
    }
    if count == 0 { return 0 }
    // Of one to three bytes: the first, the middle and the last are all there are.
    let first = unsafe bytes.unsafeLoad(fromByteOffset: 0, as: UInt8.self)
    let middle = unsafe bytes.unsafeLoad(fromByteOffset: count / 2, as: UInt8.self)
    let last = unsafe bytes.unsafeLoad(fromByteOffset: count - 1, as: UInt8.self)
    return UInt64(first) | UInt64(middle) << UInt64(8 * (count / 2)) | UInt64(last) << UInt64(8 * (count - 1))
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
    return unsafe arena.withUnsafeBytes { arena in
      unsafe string.withUnsafeBytes { string in
        // SAFETY: strings lie within the arena, this one with as many bytes as `string` has.
        guard let first = arena.baseAddress, let second = string.baseAddress else { return true }
        return unsafe memcmp(first + start, second, string.count) == 0
      }
    }
  }

  private mutating func grow() {
    let old = slots
    slots = MemoryAdvice.array(repeating: Slot(key: 0, entry: 0), count: slots.count * 2)
    let mask = slots.count - 1
    for slot in old where slot.entry != 0 {
      var index = Self.place(of: slot.key) & mask
      while slots[index].entry != 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
  }
}

extension Span<UInt8> {
  /// Passes a view of the bytes to `body`.
  @inline(__always)
  func withBlob<R>(_ body: (Blob) -> R) -> R {
    // SAFETY: the view is used within the closure only.
    unsafe withUnsafeBytes { unsafe body(Blob($0)) }
  }
}
