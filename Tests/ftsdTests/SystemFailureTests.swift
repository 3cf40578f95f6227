import FTSProtocol
import FTSTestSupport
import Foundation
import Glibc
import Testing

/// Calls of the system that fail, one at a time: the command says so, nothing acknowledged is lost, nothing is damaged, and the next run
/// succeeds.
@Suite(.timeLimit(.minutes(FaultyCommand.minutes))) struct SystemFailureTests {
  private static let scenarios: [[String]] = [
    ["index", "more.jsonl"], ["delete", "d3"], ["delete", "--erase", "d3"], ["compact"],
    ["backup", "--replace", "backup"],
    ["restore", "old"], ["rebuild"],
  ]
  /// Once, or from then on: a disk that stays full, a right that is not given back.
  private static let faults: [(kind: String, error: Int32, lasts: Bool)] =
    [
      ("write", EIO), ("write", ENOSPC), ("write", EINTR), ("write", 0), ("sync", EIO), ("sync", ENOSPC),
      ("sync", EINTR), ("truncate", ENOSPC), ("truncate", EIO), ("map", ENOMEM), ("map", EAGAIN),
      ("open", EMFILE),
      ("open", EIO), ("open", EACCES), ("open", EINTR), ("rename", EIO), ("rename", EACCES), ("unlink", EIO),
      ("mkdir", ENOSPC), ("mkdir", EACCES),
    ].map { ($0, $1, false) }
    + [
      ("write", EIO), ("write", ENOSPC), ("sync", EIO), ("truncate", ENOSPC), ("map", ENOMEM),
      ("open", EMFILE),
      ("open", EACCES), ("rename", EACCES), ("unlink", EACCES),
    ].map { ($0, $1, true) }

  /// A directory with an index of two commits, a backup of the first, and what is to be indexed.
  private final class Place {
    let directory: TemporaryDirectory
    var index: String { directory.file("data/index") }

    init() async throws {
      directory = try TemporaryDirectory()
      try FileManager.default.createDirectory(
        atPath: directory.file("data"), withIntermediateDirectories: false)
      func lines(_ numbers: Range<Int>, _ text: String) -> Data {
        Data(numbers.map { #"{"id":"d\#($0)","text":"word\#($0) \#(text)"}"# + "\n" }.joined().utf8)
      }
      for (name, numbers, text) in [
        ("a", 0..<40, "first"), ("b", 20..<60, "second"), ("more", 50..<90, "third"),
      ] {
        try lines(numbers, text).write(to: URL(fileURLWithPath: directory.file("data/\(name).jsonl")))
      }
      for command in [
        ["index", "a.jsonl"], ["backup", "old"], ["index", "b.jsonl"], ["backup", "backup"],
      ] {
        let result = try await Command.run(arguments(command))
        #expect(result.status == 0, "\(result)")
      }
    }

    /// A copy for one run.
    init(copyOf other: Place) throws {
      directory = try TemporaryDirectory()
      try FileManager.default.copyItem(atPath: other.directory.file("data"), toPath: directory.file("data"))
    }

    func arguments(_ command: [String]) -> [String] {
      [command[0], "--index", index]
        + command.dropFirst().map {
          $0.hasPrefix("-") || $0.hasPrefix("d") ? $0 : directory.file("data/" + $0)
        }
    }

    /// The documents, each with its text, of an index that must be sound.
    func contents(_ name: String = "index") async throws -> [String: String] {
      let path = directory.file("data/" + name)
      let check = try await Command.run(["check", "--all", "--json", "--index", path])
      #expect(check.status == 0, "\(name): \(check)")
      struct Hit: Decodable { var id: String }
      var contents: [String: String] = [:]
      for text in ["first", "second", "third"] {
        let found = try await Command.run(["search", "--all-hits", "--json", "--index", path, text])
        for line in found.output.split(separator: "\n") {
          contents[try JSONDecoder().decode(Hit.self, from: Data(line.utf8)).id, default: ""] += text
        }
      }
      return contents
    }
  }

  /// Whether the library is there; it is built with the tests.
  static let hasLibrary = FileManager.default.fileExists(atPath: FaultyCommand.library)

  @Test(.enabled(if: hasLibrary, "needs the library of faults, which is built with all targets"))
  func nothingIsLostWhenACallFails() async throws {
    let place = try await Place()
    var generator = SystemRandomNumberGenerator()
    var runs = 0
    var expected: [Int: [String: String]] = [:]
    let before = try await place.contents()
    for (number, scenario) in Self.scenarios.enumerated() {
      let own = try Place(copyOf: place)
      #expect(try await Command.run(own.arguments(scenario)).status == 0, "\(scenario)")
      expected[number] = try await own.contents()
    }
    for (number, scenario) in Self.scenarios.enumerated() {
      for (kind, error, lasts) in Self.faults {
        var call = 1
        while true {
          // A few of each, unless all are asked for.
          if FaultyCommand.rounds == nil, Int.random(in: 0..<28, using: &generator) != 0 {
            call += Int.random(in: 1...20, using: &generator)
            if call > 40 { break }
            continue
          }
          let fault = FaultyCommand.Fault(kind: kind, number: call, error: error, lasts: lasts)
          let failed = try await expectSurvival(scenario, fault, place, before, expected[number] ?? [:])
          runs += 1
          if !failed { break }
          call += 1
        }
      }
    }
    print("calls that failed: \(runs)")
  }

  @Test(.enabled(if: hasLibrary, "needs the library of faults, which is built with all targets"))
  func anIndexThatCouldNotBeMadeIsMadeTheNextTime() async throws {
    let place = try await Place()
    for error in [EIO, ENOSPC, 0] {
      for number in 1...3 {
        let index = place.directory.file("data/new-\(error)-\(number)")
        let command = ["index", "--index", index, place.directory.file("data/a.jsonl")]
        let fault = FaultyCommand.Fault(kind: "write", number: number, error: error)
        let (result, failed) = try await FaultyCommand.run(command, fault, below: index)
        #expect(failed && result.status == 74, "\(fault): \(result)")
        let again = try await Command.run(command)
        #expect(again.status == 0, "\(fault): \(again)")
      }
    }
  }

  /// Returns whether the call was made.
  private func expectSurvival(
    _ scenario: [String], _ fault: FaultyCommand.Fault, _ place: Place, _ before: [String: String],
    _ after: [String: String]
  ) async throws -> Bool {
    let own = try Place(copyOf: place)
    let (result, failed) = try await FaultyCommand.run(
      own.arguments(scenario), fault, below: own.directory.file("data"))
    let comment = "\(scenario) where \(fault): \(result)"
    #expect([0, 2, 65, 73, 74, 75].contains(result.status), "\(comment)")
    // A source that cannot be opened is named, and the others are read; what then ends the command is told behind it.
    let isToldOf =
      result.status == 2
      ? result.errors.contains(": cannot be ")
      : result.errors.split(separator: "\n").contains { $0.hasPrefix("ftsd: ") }
    #expect(result.status == 0 || isToldOf, "\(comment)")
    let contents = try await own.contents()
    if result.status == 0 {
      #expect(contents == after, "\(comment)")
    } else {
      // Erasing deletes first.
      #expect(contents == before || contents == after, "\(comment)")
    }
    if scenario[0] == "backup" { #expect(try await own.contents("backup") == before, "\(comment)") }
    let again = try await Command.run(own.arguments(scenario))
    #expect(
      again.status == 0 || (scenario[0] == "delete" && again.status == 1), "\(comment), and again: \(again)")
    #expect(try await own.contents() == after, "\(comment)")
    return failed
  }
}
