import CZlib

/// The content coding gzip (RFC 9110, 8.4.1.3).
enum Gzip {
  /// Shorter bodies fit a packet or two as they are.
  static let minimumBytes = 1_024
  /// zlib's fastest: on answers its result is a tenth larger than that of the usual level, in a third of the time.
  private static let level: Int32 = 1
  /// 32 KiB of window, 16 more for the header and trailer of gzip (zlib.h).
  private static let windowBits: Int32 = 15 + 16
  private static let memoryLevel: Int32 = 8

  /// Whether who sends such a header `Accept-Encoding` takes the coding (RFC 9110, 12.5.3).
  static func isAccepted(by header: String) -> Bool {
    var wildcard = false
    for element in header.split(separator: ",") {
      let parts = element.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
      guard let name = parts.first else { continue }
      let isWanted = !parts.dropFirst().contains { $0.hasPrefix("q=") && (Double($0.dropFirst(2)) ?? 0) == 0 }
      if name == "gzip" || name == "x-gzip" { return isWanted }
      if name == "*" { wildcard = isWanted }
    }
    return wildcard
  }

  /// The bytes in that coding; `nil` where there is no memory for it.
  static func encode(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = unsafe z_stream()
    // SAFETY: zlib keeps nothing of the version string; the structure outlives all uses, which end with deflateEnd.
    guard
      unsafe deflateInit2_(
        &stream, level, Z_DEFLATED, windowBits, memoryLevel, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    // SAFETY: as above.
    defer { unsafe deflateEnd(&stream) }
    // SAFETY: as above.
    let bound = Int(unsafe deflateBound(&stream, UInt(bytes.count)))
    var bytes = bytes
    return unsafe [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      unsafe bytes.withUnsafeMutableBufferPointer { input in
        // SAFETY: both buffers are valid for this call, and their own counts are passed with them. zlib writes no more than
        // the bound it gave, and what it wrote is initialized.
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        let end = unsafe deflate(&stream, Z_FINISH)
        precondition(end == Z_STREAM_END, "deflateBound promises room enough")
        unsafe count = output.count - Int(stream.avail_out)
      }
    }
  }
}
