import FTSService
import Testing

@Suite struct RankingMetricsTests {
  @Test func measuresAreThoseComputedByHand() {
    // Relevant: a (3), b (2), c (1); d judged, not relevant; x, y not judged.
    let metrics = RankingMetrics(
      ranking: ["a", "x", "c", "d", "y", "b"], grades: ["a": 3, "b": 2, "c": 1, "d": 0])
    // Gains 3/log2(2) + 1/log2(4) + 2/log2(7) over 3/log2(2) + 2/log2(3) + 1/log2(4).
    #expect(
      abs(metrics.nDCG10 - (3 + 0.5 + 2 / 2.807354922057604) / (3 + 2 / 1.584962500721156 + 0.5)) < 1e-12)
    #expect(abs(metrics.averagePrecision - (1 + 2.0 / 3 + 3.0 / 6) / 3) < 1e-12)
    #expect(metrics.precision10 == 0.3)
    #expect(metrics.recall100 == 1)
    #expect(metrics.recall1000 == 1)
  }

  @Test func whatIsNotFoundCountsAsNothing() {
    let metrics = RankingMetrics(ranking: ["x", "a"], grades: ["a": 1, "b": 1])
    #expect(abs(metrics.averagePrecision - 0.25) < 1e-12)
    #expect(metrics.recall1000 == 0.5)
    let none = RankingMetrics(ranking: [], grades: ["a": 1])
    #expect(none.nDCG10 == 0 && none.averagePrecision == 0 && none.recall100 == 0)
    let irrelevant = RankingMetrics(ranking: ["a"], grades: ["a": 0, "b": -1])
    #expect(irrelevant.nDCG10 == 0 && irrelevant.precision10 == 0)
  }

  @Test func theDepthsOfTheCutsCount() {
    func metrics(rank: Int) -> RankingMetrics {
      var ranking = (0..<1_200).map { "x\($0)" }
      ranking[rank - 1] = "a"
      return RankingMetrics(ranking: ranking, grades: ["a": 1])
    }
    #expect(metrics(rank: 10).precision10 == 0.1)
    #expect(metrics(rank: 11).precision10 == 0 && metrics(rank: 11).nDCG10 == 0)
    #expect(metrics(rank: 100).recall100 == 1 && metrics(rank: 101).recall100 == 0)
    #expect(metrics(rank: 1_000).recall1000 == 1 && metrics(rank: 1_001).recall1000 == 0)
  }

  @Test func theIdealRankingHasOne() {
    let grades = Dictionary(uniqueKeysWithValues: (0..<30).map { ("d\($0)", $0 % 4) })
    let ranking = grades.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    let metrics = RankingMetrics(ranking: ranking, grades: grades)
    #expect(abs(metrics.nDCG10 - 1) < 1e-12)
    #expect(abs(metrics.averagePrecision - 1) < 1e-12)
  }
}
