/// Document lengths in one byte: exact below 40, from there on with four significant bits,
/// rounded down, so that the error stays below one eighth.
///
/// The same code as Lucene's and Tantivy's norms (`SmallFloat.intToByte4`), so that scores can be
/// compared with theirs digit by digit.
enum LengthCode {
  /// Values below this are their own code.
  private static let exact = 24

  static func encode(_ length: Int) -> UInt8 {
    guard length >= exact else { return UInt8(max(0, length)) }
    let rest = UInt32(min(length, Int(Int32.max)) - exact)
    let bits = 32 - rest.leadingZeroBitCount
    guard bits > 3 else { return UInt8(exact + Int(rest)) }
    let shift = bits - 4
    return UInt8(exact + ((shift + 1) << 3 | Int(rest >> UInt32(shift)) & 7))
  }

  static func decode(_ code: UInt8) -> Int {
    guard Int(code) >= exact else { return Int(code) }
    let rest = Int(code) - exact
    let shift = rest >> 3 - 1
    return exact + (shift < 0 ? rest & 7 : (rest & 7 | 8) << shift)
  }
}
