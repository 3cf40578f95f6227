/// Times a piece and its naive version by turns.
///
/// Why not a known harness: ordo-one/benchmark, Swift's most complete, runs one closure after the
/// other, while on a machine whose clock drifts a ratio means something only where both sides were
/// timed in the same moments. Its counts of allocations need jemalloc, it comes as a package plugin
/// with executables of its own, and everyone who builds ftsd would fetch its dependencies. What is
/// needed here is this file.
struct MicroHarness {
  /// Pairs of samples of a benchmark.
  private static let rounds = 41
  /// A sample repeats the work until it takes so long: far longer than reading the clock, far
  /// shorter than the scheduler's slice.
  private static let sampleDuration = Duration.milliseconds(2)

  /// The two versions of a benchmark gave different results.
  struct Disagreement: Error, CustomStringConvertible {
    let name: String
    var description: String { "\(name): the piece and its naive version give different results" }
  }

  /// Runs a benchmark.
  func measure(_ benchmark: MicroBenchmark) throws -> MicroResult {
    let versions = try benchmark.prepare()
    let results = (try versions.piece(), try versions.naive())
    if versions.mustAgree, results.0 != results.1 { throw Disagreement(name: benchmark.name) }
    let pieceRepetitions = try repetitions(versions.piece)
    let naiveRepetitions = try repetitions(versions.naive)
    var piece: [Double] = []
    var naive: [Double] = []
    for round in 0..<Self.rounds {
      // Neither always goes first.
      for isPiece in [round % 2 == 0, round % 2 != 0] {
        if isPiece {
          piece.append(try nanoseconds(versions.piece, pieceRepetitions) / Double(versions.units))
        } else {
          naive.append(try nanoseconds(versions.naive, naiveRepetitions) / Double(versions.units))
        }
      }
    }
    return MicroResult(name: benchmark.name, unit: benchmark.unit, piece: piece, naive: naive)
  }

  /// How often the work must be repeated to fill a sample. What it does warms up.
  private func repetitions(_ work: () throws -> UInt64) throws -> Int {
    var repetitions = 1
    while try nanoseconds(work, repetitions) * Double(repetitions) < Self.sampleDuration / .nanoseconds(1) {
      repetitions *= 2
    }
    return repetitions
  }

  /// Nanoseconds that one call takes, as the mean of several in a row.
  private func nanoseconds(_ work: () throws -> UInt64, _ repetitions: Int) throws -> Double {
    let start = ContinuousClock.now
    for _ in 0..<repetitions { _ = try work() }
    return (ContinuousClock.now - start) / .nanoseconds(1) / Double(repetitions)
  }
}
