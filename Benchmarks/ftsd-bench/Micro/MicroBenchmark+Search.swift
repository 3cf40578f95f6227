import FTSCore
import FTSTestSupport

/// Scores, and the best of them.
extension MicroBenchmark {
  static let search =
    [
      topDocs(k: 10, "rising scores") { $0.sorted() },
      topDocs(k: 10, "falling scores") { $0.sorted(by: >) },
      topDocs(k: 10, "random scores") { $0 },
      topDocs(k: 1_000, "random scores") { $0 },
      impacts, encodeLengths, decodeLengths,
    ] + [10, 100, 1_000, 10_000].map(threads)

  private static let documents = 1 << 16

  /// The best documents, against sorting them all.
  private static func topDocs(
    k: Int, _ order: String, _ arrange: @escaping @Sendable ([UInt32]) -> [UInt32]
  ) -> MicroBenchmark {
    MicroBenchmark(name: "top \(k), \(order)", unit: "document") {
      var generator = SeededGenerator(seed: 3)
      let scores = arrange((0..<documents).map { _ in UInt32.random(in: 0 ... .max, using: &generator) })
      return Versions(
        units: scores.count,
        piece: { EngineLoops.collectBest(k, of: scores) },
        naive: {
          let ranked = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
          return ranked.prefix(k).reduce(0) { $0 &* 31 &+ UInt64($1) }
        })
    }
  }

  /// From a set of documents to all of their threads, against the same document by document. A thousandth of the
  /// documents is in the set.
  private static func threads(of length: Int) -> MicroBenchmark {
    MicroBenchmark(name: "threads of \(length)", unit: "document") {
      var generator = SeededGenerator(seed: 11)
      let members = (0..<1_280_000).map { _ in
        Int.random(in: 0..<1_000, using: &generator) == 0
      }
      let loop = ThreadLoop(length: length, members: members)
      return Versions(
        units: members.count,
        piece: { loop.countAll() },
        naive: {
          stride(from: 0, to: members.count, by: length).reduce(0) { count, first in
            let thread = members[first..<min(first + length, members.count)]
            return thread.contains(true) ? count + UInt64(thread.count) : count
          }
        })
    }
  }

  /// Impacts from the table, against BM25 written out.
  private static let impacts = MicroBenchmark(name: "BM25 impacts", unit: "posting") {
    let frequencies = randomBytes(1...15, seed: 4)
    let codes = randomBytes(0...120, seed: 5)
    let settings = IndexSettings()
    let average: Float = 100
    let loop = ImpactLoop(settings: settings, averageLength: average)
    // The codes' lengths, as the naive version has lengths and no codes.
    let lengths = codes.map { Float(EngineLoops.decodeLengths([$0])) }
    return Versions(
      units: codes.count,
      piece: { loop.sum(frequencies: frequencies, lengthCodes: codes) },
      naive: {
        var sum: UInt64 = 0
        for (frequency, length) in zip(frequencies, lengths) {
          let norm = settings.k1 * (1 - settings.b + settings.b * (length / average))
          let weighted = settings.weights.body * Float(frequency)
          sum += UInt64(weighted / (weighted + norm) * 0x1p32)
        }
        return sum
      })
  }

  /// Codes of lengths, against looking for the last code whose length is not above.
  private static let encodeLengths = MicroBenchmark(name: "length to code", unit: "document") {
    var generator = SeededGenerator(seed: 6)
    let lengths = (0..<4_096).map { _ in Int.random(in: 0..<2_000, using: &generator) }
    let table = (UInt8.min...UInt8.max).map { EngineLoops.decodeLengths([$0]) }
    return Versions(
      units: lengths.count,
      piece: { EngineLoops.encodeLengths(lengths) },
      naive: {
        lengths.reduce(0) { sum, length in
          sum &+ UInt64(table.lastIndex { $0 <= UInt64(length) } ?? 0)
        }
      })
  }

  /// Lengths of codes, against counting up to the code's length by the steps of the codes.
  private static let decodeLengths = MicroBenchmark(name: "code to length", unit: "document") {
    let codes = randomBytes(0...120, seed: 7)
    return Versions(
      units: codes.count,
      piece: { EngineLoops.decodeLengths(codes) },
      naive: { codes.reduce(0) { $0 &+ UInt64(naiveLength(of: $1)) } })
  }

  /// The step doubles every eight codes, from the fortieth on.
  private static func naiveLength(of code: UInt8) -> Int {
    (0..<Int(code)).reduce(0) { length, code in length + (code < 40 ? 1 : 1 << ((code - 32) / 8)) }
  }

  private static func randomBytes(_ range: ClosedRange<UInt8>, seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    return (0..<4_096).map { _ in UInt8.random(in: range, using: &generator) }
  }
}
