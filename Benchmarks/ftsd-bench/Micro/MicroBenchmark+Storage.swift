import FTSCore
import FTSTestSupport

/// What is on disk.
extension MicroBenchmark {
  static let storage = [dictionary, fuzzy(1), fuzzy(2), frames, checksum]

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

  /// Words within some edits in a dictionary of 700,000, against the table of the distance's definition for each.
  private static func fuzzy(_ distance: Int) -> MicroBenchmark {
    MicroBenchmark(name: "~\(distance) in 700,000 forms", unit: "query") {
      let forms = SyntheticText(vocabulary: 700_000, seed: 11).words.map { Array($0.utf8) }
        .sorted { $0.lexicographicallyPrecedes($1) }
      let loop = try FormLoop(forms)
      let words = (0..<4).map { forms[($0 * 2 + 1) * forms.count / 8] }
      return Versions(
        units: words.count,
        piece: {
          words.reduce(0) {
            $0 &+ loop.count(editsOf: String(decoding: $1, as: UTF8.self), distance: distance)
          }
        },
        naive: {
          words.reduce(0) { sum, word in
            forms.reduce(sum) {
              $0 &+ (editDistance($1, word) <= distance ? 1 << 32 | UInt64($1.count) : 0)
            }
          }
        })
    }
  }

  /// Optimal string alignment of two words of ASCII letters.
  private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var before = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var row = last
    for i in a.indices {
      row[0] = i + 1
      for j in b.indices {
        row[j + 1] = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          row[j + 1] = min(row[j + 1], before[j - 1] + 1)
        }
      }
      (before, last, row) = (last, row, before)
    }
    return last[b.count]
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
