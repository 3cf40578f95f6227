/// Ranks 0 ..< count with probabilities as of the words of a language: that of rank r is
/// proportional to 1 / (r + 2.7) (Zipf's law with Mandelbrot's shift).
public struct ZipfDistribution: Sendable {
  /// Probability of a rank up to each one.
  private let cumulative: [Double]

  /// `count` is at least 1.
  public init(count: Int) {
    precondition(count >= 1, "a distribution over nothing")
    var sum = 0.0
    let sums = (0..<count).map { rank in
      sum += 1 / (Double(rank) + 2.7)
      return sum
    }
    cumulative = sums.map { $0 / sum }
  }

  /// Number of ranks.
  public var count: Int { cumulative.count }

  /// A rank drawn at random.
  public func sample(using generator: inout some RandomNumberGenerator) -> Int {
    let point = Double.random(in: 0..<1, using: &generator)
    var low = 0
    var high = cumulative.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] <= point { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
