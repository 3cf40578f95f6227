import CPrefetch

/// A read-only view of bytes on disk, every access checked against its end.
///
/// The bytes belong to the memory map; a view is valid as long as the read transaction of the
/// `Snapshot` it came from. It never leaves the module.
@safe struct Blob {
  private let base: UnsafeRawPointer
  let count: Int

  /// - Parameter bytes: must stay readable for the life of the view.
  @unsafe init(_ bytes: UnsafeRawBufferPointer) {
    // SAFETY: an empty buffer may lack an address; any non-null one serves, as nothing is read.
    unsafe base = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1)!
    count = bytes.count
  }

  /// The view of nothing.
  static var empty: Blob { unsafe Blob(UnsafeRawBufferPointer(start: nil, count: 0)) }

  /// The bytes themselves, for loops that check once and then read many.
  @unsafe var pointer: UnsafeRawPointer { unsafe base }
  @unsafe var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: base, count: count) }

  /// The byte at `offset`, or 0 past the end.
  subscript(offset: Int) -> UInt8 {
    guard offset >= 0, offset < count else { return 0 }
    // SAFETY: offset is within the view.
    return unsafe base.load(fromByteOffset: offset, as: UInt8.self)
  }

  /// The little-endian integer at `offset`, at any alignment, or 0 where it would pass the end.
  func load<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type, at offset: Int) -> T {
    guard offset >= 0, offset <= count - MemoryLayout<T>.size else { return 0 }
    // SAFETY: offset and size are within the view.
    return unsafe T(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: T.self))
  }

  /// Has the byte at `offset` brought to the cache, wherever that is.
  @inline(__always)
  func prefetch(_ offset: Int) {
    // SAFETY: prefetching reads nothing, and takes any address.
    unsafe ftsd_prefetch(base + offset)
  }

  /// The part of `length` bytes from `offset`, or `nil` where it is not all within the view.
  func slice(_ offset: Int, _ length: Int) -> Blob? {
    guard offset >= 0, length >= 0, offset <= count, length <= count - offset else { return nil }
    // SAFETY: the part is within the view.
    return unsafe Blob(UnsafeRawBufferPointer(start: base + offset, count: length))
  }

  /// The first eight bytes as a big-endian number, missing ones 0: where those of two views differ, the views are
  /// ordered as they are.
  var prefix: UInt64 {
    if count >= 8 { return load(UInt64.self, at: 0).byteSwapped }
    var prefix: UInt64 = 0
    for offset in 0..<8 { prefix = prefix << 8 | UInt64(self[offset]) }
    return prefix
  }

  /// A copy of the bytes.
  var array: [UInt8] { unsafe Array(bytes) }

  /// The bytes as text, ill-formed ones repaired.
  var string: String { unsafe String(decoding: bytes, as: UTF8.self) }
}
