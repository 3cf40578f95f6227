import Glibc

/// What it costs to cut items in two halves, term by term, and what moving an item saves.
///
/// A term that d of a half's n items have leaves gaps of n / (d + 1) between them on the average, and
/// a gap costs its logarithm to encode: d · log2(n / (d + 1)) bits in that half (Dhulipala, Kabiljo,
/// Karrer, Ottaviano, Pupyrev, Shalita: "Compressing graphs and indexes with recursive graph
/// bisection", KDD 2016). With h(d) = d · log2(d + 1) that is d · log2(n) − h(d), and all that a
/// moved item changes are differences of neighbouring values of h, which are in a table here.
struct LogGapCost {
  /// By d: h(d + 1) − h(d).
  private let steps: [Float]

  /// - Parameter items: the most that a half has.
  init(items: Int) {
    steps = (0...items).map { Float(Self.h($0 + 1) - Self.h($0)) }
  }

  private static func h(_ d: Int) -> Double { Double(d) * log2(Double(d + 1)) }

  /// log2 of the size of one half over that of the other, both above 0.
  func ratio(_ size: Int, _ other: Int) -> Float { Float(log2(Double(size) / Double(other))) }

  /// Bits that a term saves when an item that has it moves to the other half. Half sizes are those
  /// before the move, since items move in pairs, one for another.
  ///
  /// - Parameters:
  ///   - near: items of the item's half that have the term, itself included.
  ///   - far: items of the other half that have it.
  ///   - ratio: `ratio` of the size of the item's half and that of the other.
  func saving(near: Int, far: Int, ratio: Float) -> Float { ratio + steps[far] - steps[near - 1] }
}
