import FTSTestSupport
import Testing

@testable import ftsd_bench

@Suite struct ThresholdsTests {
  private static let counter = QueryCounter.allocations
  private static let recorded = measurement(hits: "a", value: 10)
  private let thresholds = Thresholds(["union": recorded])

  private static func measurement(hits: String, value: Double) -> CheckMeasurement {
    CheckMeasurement(hits: hits, counters: [counter.rawValue: value])
  }

  @Test(arguments: [0, 9.9, 10, 10 + counter.slack]) func whatHasNotGrownPasses(value: Double) {
    #expect(thresholds.failures(of: ["union": Self.measurement(hits: "a", value: value)]).isEmpty)
  }

  @Test func whatHasGrownIsNamed() throws {
    let value = 11 + Self.counter.slack
    let failures = thresholds.failures(of: ["union": Self.measurement(hits: "a", value: value)])
    let failure = try #require(failures.first)
    #expect(failures.count == 1 && failure.hasPrefix("union: allocations_per_query grew from 10.000 to 11."))
  }

  @Test func otherHitsFail() {
    #expect(thresholds.failures(of: ["union": Self.measurement(hits: "b", value: 10)]).count == 1)
  }

  @Test func whatIsNotCountedHerePasses() {
    #expect(thresholds.failures(of: ["union": CheckMeasurement(hits: "a", counters: [:])]).isEmpty)
  }

  @Test func setsOnOneSideOnlyFail() {
    let failures = thresholds.failures(of: ["phrase": Self.recorded])
    #expect(failures == ["phrase: nothing is recorded", "union: recorded, but not measured"])
    let uncounted = Thresholds(["union": CheckMeasurement(hits: "a", counters: [:])])
    #expect(uncounted.failures(of: ["union": Self.recorded]).count == 1)
  }

  @Test func whatIsWrittenIsRead() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("thresholds.json")
    try thresholds.write(to: path)
    let read = try Thresholds(path: path)
    #expect(read.failures(of: ["union": Self.recorded]).isEmpty)
    #expect(read.failures(of: ["union": Self.measurement(hits: "a", value: 11)]).count == 1)
  }

  @Test func aFileThatIsNoThresholdsIsAnError() throws {
    let directory = try TemporaryDirectory()
    #expect(throws: (any Error).self) { try Thresholds(path: directory.file("absent.json")) }
  }
}
