/// Fisher's randomisation test for pairs, of both sides: how probable it is that the means of two rankings differ as much as
/// they do where which of the two is which is a matter of chance, query by query.
///
/// M. Smucker, J. Allan, B. Carterette: A comparison of statistical significance tests for information retrieval evaluation
/// (CIKM 2007).
struct RandomizationTest {
  /// Assignments that are tried: p is then told to some 0.003.
  static let rounds = 100_000

  /// - Parameter differences: between the two, by query.
  /// - Returns: p, above 0 and at most 1.
  static func p(_ differences: [Double]) -> Double {
    let differences = differences.filter { $0 != 0 }
    // Sums of the same numbers in another order are as great.
    let observed = differences.reduce(0, +).magnitude * (1 - 1e-9)
    var random = SplitMix64()
    var asGreat = 0
    for _ in 0..<rounds {
      var sum = 0.0
      var signs: UInt64 = 0
      for (place, difference) in differences.enumerated() {
        if place % 64 == 0 { signs = random.next() }
        sum += signs & 1 == 0 ? difference : -difference
        signs >>= 1
      }
      if sum.magnitude >= observed { asGreat += 1 }
    }
    // That which was observed is one of the assignments.
    return Double(asGreat + 1) / Double(rounds + 1)
  }

  /// The same numbers in every run (Steele, Lea, Flood 2014).
  private struct SplitMix64 {
    private var state: UInt64 = 0

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
