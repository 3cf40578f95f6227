import Dispatch
import FTSFuzzTargets
import FTSTestSupport
import FoundationEssentials
import Testing

/// Bytes that once were too much for a decoder, and seeds from which a fuzzer starts: `Inputs/TARGET/*`.
@Suite struct KeptInputTests {
  private static let inputs = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Inputs").path

  private static func paths(_ target: FuzzTarget) throws -> [String] {
    let directory = inputs + "/" + target.rawValue
    return try FileManager.default.contentsOfDirectory(atPath: directory).sorted().map {
      directory + "/" + $0
    }
  }

  /// On a thread of its own: that of a connection waits for a daemon, whose tasks run on the threads that tests share.
  private static func run(_ target: FuzzTarget, _ bytes: [UInt8]) async {
    await withCheckedContinuation { continuation in
      DispatchQueue(label: target.rawValue).async {
        target.run(bytes)
        continuation.resume()
      }
    }
  }

  @Test(arguments: FuzzTarget.allCases) func whatIsKeptIsDecodedOrRefused(target: FuzzTarget) async throws {
    let paths = try Self.paths(target)
    #expect(!paths.isEmpty)
    for path in paths { await Self.run(target, Array(try Data(contentsOf: URL(fileURLWithPath: path)))) }
  }

  /// A little of what a fuzzer does, in every run of the tests: bytes of the kept inputs changed at random.
  @Test(arguments: FuzzTarget.allCases) func whatIsNearTheKeptIsDecodedOrRefused(target: FuzzTarget)
    async throws
  {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for path in try Self.paths(target) {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
      for _ in 0..<100 {
        var changed = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !changed.isEmpty {
          let place = Int.random(in: 0..<changed.count, using: &generator)
          switch Int.random(in: 0..<3, using: &generator) {
          case 0: changed[place] = UInt8.random(in: 0...255, using: &generator)
          case 1: changed.remove(at: place)
          default: changed.insert(bytes.randomElement(using: &generator) ?? 0, at: place)
          }
        }
        await Self.run(target, changed)
      }
    }
  }
}
