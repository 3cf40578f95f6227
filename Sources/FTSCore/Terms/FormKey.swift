/// A form of 1 to 15 bytes, as most words are, as two numbers that tell it from all others: comparing and hashing
/// it touches no memory.
struct FormKey: BitwiseCopyable {
  /// The most bytes that fit.
  static let capacity = 15

  /// The first eight bytes, the first one lowest.
  let first: UInt64
  /// The bytes after those, and in the uppermost byte how many there are of all. 0 is the key of none.
  let second: UInt64

  /// The key of no form.
  static let none = FormKey(first: 0, second: 0)

  private init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  /// - Parameter form: 1 to `capacity` bytes.
  @inline(__always)
  init(_ form: Span<UInt8>) {
    let count = form.count
    precondition(UInt(bitPattern: count) &- 1 < UInt(Self.capacity))
    // SAFETY: bytes have no padding that could be read uninitialised.
    let bytes = unsafe form.bytes
    let length = UInt64(count) << 56
    if count >= 8 {
      let last = Self.load(UInt64.self, bytes, at: count - 8)
      first = Self.load(UInt64.self, bytes, at: 0)
      // The last eight bytes without those that are among the first eight, in two steps: all may be.
      second = (last >> 8) &>> UInt64(8 * (Self.capacity - count)) | length
    } else if count >= 4 {
      let last = UInt64(Self.load(UInt32.self, bytes, at: count - 4))
      first = UInt64(Self.load(UInt32.self, bytes, at: 0)) | last &<< UInt64(8 * (count - 4))
      second = length
    } else {
      // Of one to three bytes: the first, the middle and the last are all there are.
      let middle = UInt64(form[count / 2]) &<< UInt64(8 * (count / 2))
      first = UInt64(form[0]) | middle | UInt64(form[count - 1]) &<< UInt64(8 * (count - 1))
      second = length
    }
  }

  @inline(__always)
  private static func load<T: FixedWidthInteger & BitwiseCopyable>(
    _: T.Type, _ bytes: RawSpan, at offset: Int
  ) -> T {
    // SAFETY: the load checks its bounds, and any bits are an integer.
    T(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: T.self))
  }

  /// The number of bytes of the form.
  var count: Int { Int(second >> 56) }

  /// Two numbers of which the first that differs orders forms as their bytes do.
  var order: (UInt64, UInt64) { (first.byteSwapped, (second & (1 << 56 - 1)).byteSwapped | second >> 56) }

  @inline(__always)
  func isEqual(_ other: FormKey) -> Bool { (first ^ other.first) | (second ^ other.second) == 0 }

  /// Where to begin to look for it, before that is cut to a table's size.
  var place: Int {
    @inline(__always) get {
      // Multiplicative hashing: only a product's upper bits depend on all bits of the key.
      let mixed = first &+ (second &* 0xD6E8_FEB8_6659_FD93)
      let product = (mixed ^ mixed >> 32) &* 0x9E37_79B9_7F4A_7C15
      return Int(truncatingIfNeeded: product >> 32)
    }
  }

  /// Passes the form to `body`.
  func withForm<R>(_ body: (Span<UInt8>) -> R) -> R {
    var bytes = InlineArray<16, UInt8>(repeating: 0)
    for index in 0..<8 {
      bytes[index] = UInt8(truncatingIfNeeded: first >> UInt64(8 * index))
      bytes[index + 8] = UInt8(truncatingIfNeeded: second >> UInt64(8 * index))
    }
    return body(bytes.span.extracting(first: count))
  }
}
