import FTSTestSupport

@testable import FTSCore

/// Seeds of the random tests: some that are always tried, and one of the day.
enum Seeds {
  static let all: [UInt64] = [1, 2, 3, UInt64.random(in: 4...UInt64.max)]
}

/// Passes a view of `bytes` to `body`.
func withBlob<R>(_ bytes: [UInt8], _ body: (Blob) throws -> R) rethrows -> R {
  // SAFETY: the view is used within the closure only.
  try unsafe bytes.withUnsafeBytes { try body(unsafe Blob($0)) }
}

extension SeededGenerator {
  /// True with the probability given.
  mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }

  /// A number from `range`.
  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// So many random bytes.
  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
  }
}
