import FTSProtocol
import FTSTestSupport
import Foundation
import Testing

/// What a disk can hold after the power has gone: all that was synced, and of what was written since any part, in any order, sectors torn.
@Suite(.timeLimit(.minutes(FaultyCommand.minutes))) struct PowerLossTests {
  private enum Operation {
    case write(offset: Int, bytes: [UInt8])
    case resize(Int)
    case sync
  }

  private static let sector = 512

  /// Reads a log as faults.c writes it.
  private static func operations(_ log: String) throws -> [Operation] {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: log)))
    var operations: [Operation] = []
    var place = 0
    func number() -> Int {
      defer { place += 8 }
      return bytes[place..<place + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    while place < bytes.count {
      place += 1
      switch bytes[place - 1] {
      case UInt8(ascii: "w"):
        let (offset, count) = (number(), number())
        operations.append(.write(offset: offset, bytes: Array(bytes[place..<place + count])))
        place += count
      case UInt8(ascii: "t"): operations.append(.resize(number()))
      default: operations.append(.sync)
      }
    }
    return operations
  }

  private static func write(_ bytes: ArraySlice<UInt8>, at offset: Int, to image: inout [UInt8]) {
    if image.count < offset + bytes.count {
      image += [UInt8](repeating: 0, count: offset + bytes.count - image.count)
    }
    image.replaceSubrange(offset..<offset + bytes.count, with: bytes)
  }

  private static func apply(_ operation: Operation, to image: inout [UInt8]) {
    switch operation {
    case .write(let offset, let bytes): write(bytes[...], at: offset, to: &image)
    case .resize(let size):
      if size < image.count {
        image.removeLast(image.count - size)
      } else {
        image += [UInt8](repeating: 0, count: size - image.count)
      }
    case .sync: break
    }
  }

  /// Applies some sectors of a write.
  private static func tear(
    _ operation: Operation, to image: inout [UInt8], _ generator: inout SeededGenerator
  ) {
    guard case .write(let offset, let bytes) = operation else { return apply(operation, to: &image) }
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, (offset + start) / sector * sector + sector - offset)
      if Bool.random(using: &generator) { write(bytes[start..<end], at: offset + start, to: &image) }
      start = end
    }
  }

  @Test(
    .enabled(
      if: SystemFailureTests.hasLibrary, "needs the library of faults, which is built with all targets"))
  func whatWasAcknowledgedIsThere() async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let directory = try TemporaryDirectory()
    let (index, log) = (directory.file("index"), directory.file("log"))
    func lines(_ numbers: Range<Int>, _ word: String) -> String {
      numbers.map { #"{"id":"d\#($0)","text":"word\#($0) \#(word)"}"# + "\n" }.joined()
    }
    let source = directory.file("source.jsonl")
    // By place in the log, what was acknowledged there.
    var acknowledged: [(operations: Int, generation: UInt64)] = []
    for round in 0..<6 {
      try lines(round * 20..<round * 20 + 40, "round\(round)").write(
        toFile: source, atomically: true, encoding: .utf8)
      let commands = [
        ["index", "--index", index, source],
        round == 3 ? ["compact", "--index", index] : ["delete", "--index", index, "d\(round)"],
      ]
      for command in commands {
        #expect(try await FaultyCommand.run(command, loggingTo: log, below: index).status == 0)
        let stats = try await Command.run(["stats", "--json", "--index", index])
        let generation = try JSONDecoder().decode(StatsResponse.self, from: Data(stats.output.utf8))
          .generation
        acknowledged.append((try Self.operations(log).count, generation))
      }
    }
    let operations = try Self.operations(log)
    #expect(operations.count > 60)
    for _ in 0..<(FaultyCommand.rounds ?? 40) {
      let end = Int.random(in: 0...operations.count, using: &generator)
      let synced = operations[..<end].lastIndex { if case .sync = $0 { true } else { false } } ?? 0
      var image: [UInt8] = []
      for operation in operations[..<synced] { Self.apply(operation, to: &image) }
      var pending = Array(operations[synced..<end])
      if Bool.random(using: &generator) { pending.shuffle(using: &generator) }
      for operation in pending {
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: Self.apply(operation, to: &image)
        case 1: Self.tear(operation, to: &image, &generator)
        default: break
        }
      }
      let state = try TemporaryDirectory()
      try Data(image).write(to: URL(fileURLWithPath: state.file("data.mdb")))
      let result = try await Command.run(["check", "--json", "--index", state.path])
      let known = acknowledged.last { $0.operations <= synced }
      let comment = "seed \(seed), \(end) of \(operations.count) operations, synced \(synced): \(result)"
      guard let known else {
        // Nothing was acknowledged: there may be no index yet, but nothing may be taken for one.
        #expect(result.status == 0 || result.status == 74, "\(comment)")
        continue
      }
      let response = try JSONDecoder().decode(CheckResponse.self, from: Data(result.output.utf8))
      #expect(response.sound && response.generation >= known.generation, "\(comment)")
    }
  }
}
