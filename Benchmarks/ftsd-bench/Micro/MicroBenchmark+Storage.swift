import FTSCore
import FTSTestSupport

/// What is on disk.
extension MicroBenchmark {
  static let storage = [dictionary, frames, checksum]

  /// One blob of the dictionary, against binary search over an array of strings.
  private static let dictionary = MicroBenchmark(name: "dictionary look-up", unit: "term") {
    var source = SyntheticText(seed: 8)
    let terms = source.words.prefix(1_000).sorted()
    // A tenth of what is looked up is not there.
    let sought = (0..<2_048).map { $0 % 10 == 0 ? "absent\($0)" : terms[$0 * 31 % terms.count] }
    let loop = try DictionaryLoop(keys: terms.map { Array($0.utf8) })
    let keys = sought.map { Array($0.utf8) }
    return Versions(
      units: keys.count,
      piece: { loop.lookUp(keys) },
      naive: { sought.reduce(0) { $0 &+ UInt64(place(of: $1, in: terms) ?? 0) } })
  }

  private static func place(of term: String, in terms: [String]) -> Int? {
    var low = 0
    var high = terms.count
    while low < high {
      let middle = (low + high) / 2
      if terms[middle] < term { low = middle + 1 } else { high = middle }
    }
    return low < terms.count && terms[low] == term ? low : nil
  }

  /// Frames of stored documents with one decompressor for all, against one for each.
  private static let frames = MicroBenchmark(name: "zstd frame of 4 kB", unit: "byte") {
    var source = SyntheticText(seed: 9)
    let contents = (0..<16).map { _ in Array(source.nextText(bytes: 4_096).utf8) }
    let loop = FrameLoop(contents)
    return Versions(
      units: contents.reduce(0) { $0 + $1.count },
      piece: { loop.decompressAll(fresh: false) },
      naive: { loop.decompressAll(fresh: true) })
  }

  /// XXH3, against FNV-1a byte by byte.
  private static let checksum = MicroBenchmark(name: "checksum of 4 kB", unit: "byte") {
    var generator = SeededGenerator(seed: 10)
    let blocks = (0..<16).map { _ in (0..<4_096).map { _ in UInt8.random(in: 0...255, using: &generator) } }
    return Versions(
      units: blocks.reduce(0) { $0 + $1.count },
      piece: { EngineLoops.checksum(blocks) },
      naive: { blocks.reduce(0) { $0 &* 31 &+ FNV1a.hash($1) } },
      mustAgree: false)
  }
}
