import Testing

@testable import FTSCore

@Suite struct BackgroundTests {
  @Test(arguments: [1, 2]) func workIsDoneOnceAndItsResultGiven(threads: Int) {
    for number in 0..<100 {
      let work = Background(threads: threads) { [number, number + 1] }
      #expect(work.take() == [number, number + 1])
    }
  }
}
