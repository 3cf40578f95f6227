import Testing

@testable import ftsd_bench

@Suite struct DistributionTests {
  @Test func percentilesAreOfTheNearestRank() {
    let distribution = Distribution((1...10).map(Double.init).shuffled())
    #expect(distribution.minimum == 1 && distribution.mean == 5.5 && distribution.median == 5)
    #expect(distribution.percentile(90) == 9 && distribution.percentile(91) == 10)
    #expect(distribution.percentile(99) == 10 && distribution.percentile(1) == 1)
  }

  @Test func aSingleValueIsAllThereIs() {
    let distribution = Distribution([7])
    #expect(distribution.percentile(1) == 7 && distribution.percentile(99) == 7 && distribution.mean == 7)
  }

  @Test func theBestOfAQueryIsOverThePasses() {
    let timings = Timings(passes: [[1, 8], [3, 2]])
    #expect(timings.best.mean == 1.5 && timings.all.mean == 3.5)
  }
}
