import Testing

@testable import FTSCore

@Suite struct LengthCodeTests {
  /// Lengths around every power of two, and all small ones.
  static let lengths: [Int] =
    Array(0...5_000) + (12...31).flatMap { bit in (-3...3).map { (1 << bit) + $0 } }.filter { $0 < 1 << 31 }

  /// Keeps the four leading bits of what a length exceeds 24 by.
  private static func rounded(_ length: Int) -> Int {
    if length < 24 { return length }
    var rest = length - 24
    var scale = 1
    while rest >= 16 {
      rest /= 2
      scale *= 2
    }
    return 24 + rest * scale
  }

  @Test func lengthsBelow40AreExact() {
    for length in 0..<40 { #expect(LengthCode.decode(LengthCode.encode(length)) == length) }
  }

  @Test func keepsFourLeadingBits() {
    for length in Self.lengths {
      #expect(LengthCode.decode(LengthCode.encode(length)) == Self.rounded(length), "length \(length)")
    }
  }

  @Test func longerDocumentsNeverGetSmallerCodes() {
    let codes = Self.lengths.sorted().map(LengthCode.encode)
    #expect(zip(codes, codes.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func everyCodeStandsForItself() {
    for code in UInt8.min...UInt8.max { #expect(LengthCode.encode(LengthCode.decode(code)) == code) }
  }

  @Test func roundsDownByLessThanAnEighth() {
    for length in Self.lengths {
      let decoded = LengthCode.decode(LengthCode.encode(length))
      #expect(decoded <= length && (length - decoded) * 8 < max(1, length), "length \(length)")
    }
  }

  @Test func whatIsOutOfRangeIsTheNearestInRange() {
    #expect(LengthCode.encode(-1) == 0)
    #expect(LengthCode.encode(.max) == 255)
  }
}
