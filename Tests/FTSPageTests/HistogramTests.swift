import FTSTestSupport
import Testing

@testable import FTSPage

@Suite struct HistogramTests {
  @Test(arguments: Seeds.all)
  func eachRatingIsCountedWhereItsRangeSays(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for scale in [0.01, 0.5, 1, 10, 97, 1e6] {
      for values in [1, 5, 11, 12, 40] {
        let ratings = (0..<values).map { _ in
          (
            rating: Double.random(in: -0.2...1, using: &generator) * scale,
            count: Int.random(in: 1...9, using: &generator)
          )
        }
        let bins = RatingHistogram(ratings).bins
        #expect(bins.count <= 11 && !bins.isEmpty, "seed \(seed)")
        #expect(bins.map(\.count).reduce(0, +) == ratings.map(\.count).reduce(0, +), "seed \(seed)")
        for bin in bins {
          // As a search with its address would find it.
          let read = RatingRange(bin.range.text)
          let naive = ratings.filter { read?.contains($0.rating) == true }.map(\.count).reduce(0, +)
          #expect(naive == bin.count && bin.count > 0, "seed \(seed): \(bin.range.text)")
        }
        #expect(zip(bins, bins.dropFirst()).allSatisfy { $0.range.low < $1.range.low }, "seed \(seed)")
      }
    }
  }

  @Test func fewValuesAreToldOneByOne() {
    let bins = RatingHistogram([(rating: 5, count: 2), (rating: 4.5, count: 1)]).bins
    #expect(bins.map(\.range.text) == ["4.5", "5"])
  }

  @Test func manyValuesAreToldByRoundRanges() {
    let bins = RatingHistogram((1...100).map { (rating: Double($0), count: 1) }).bins
    #expect(bins.map(\.range.text).prefix(3) == ["0..<10", "10..<20", "20..<30"])
    #expect(bins.count == 11 && bins.last?.range.label == "100 to below 110")
  }

  @Test(arguments: [
    [1e300, -1e300], [.greatestFiniteMagnitude, -.greatestFiniteMagnitude], [.infinity, .nan],
  ])
  func absurdRatingsAreSurvived(extremes: [Double]) {
    let ratings = (extremes + (0..<20).map { Double($0) }).map { (rating: $0, count: 1) }
    let finite = ratings.filter(\.rating.isFinite)
    #expect(RatingHistogram(ratings).bins.map(\.count).reduce(0, +) == finite.count)
  }

  @Test func datesAreForPeople() {
    #expect(
      ["2019-02-17T10:00:00Z", "2019-02-17", "2019-02", "2019", "2019-13", "soon", "-44-03-15", ""].map(
        DateText.of)
        == [
          "17 February 2019", "17 February 2019", "February 2019", "2019", "2019-13", "soon", "-44-03-15", "",
        ])
  }
}
