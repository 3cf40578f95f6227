import Testing

@testable import ftsd_bench

@Suite struct MicroBenchmarkTests {
  @Test(arguments: MicroBenchmark.all.map(\.name)) func pieceAndNaiveVersionAgree(name: String) throws {
    let benchmark = try #require(MicroBenchmark.all.first { $0.name == name })
    let versions = try benchmark.prepare()
    let results = (try versions.piece(), try versions.naive())
    #expect(versions.units > 0 && results.0 != 0)
    if versions.mustAgree { #expect(results.0 == results.1) }
    #expect(try versions.piece() == results.0)
  }

  @Test func namesAreDistinct() {
    #expect(Set(MicroBenchmark.all.map(\.name)).count == MicroBenchmark.all.count)
  }

  @Test func theSameSeedGivesTheSameText() {
    var (a, b) = (SyntheticText(vocabulary: 500, seed: 1), SyntheticText(vocabulary: 500, seed: 1))
    var other = SyntheticText(vocabulary: 500, seed: 2)
    let text = a.nextText(bytes: 2_000)
    #expect(text == b.nextText(bytes: 2_000) && text != other.nextText(bytes: 2_000))
    #expect(text.utf8.count >= 2_000 && text.utf8.allSatisfy { $0 < 0x80 })
    #expect(Set(a.words).count == 500)
  }
}
