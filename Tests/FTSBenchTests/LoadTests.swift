import Dispatch
import Testing

@testable import ftsd_bench

@Suite struct LoadTests {
  /// A connection to a server that sends one answer, in pieces, to each request, and then ends it.
  private func server(_ answers: [[String]]) throws -> BlockingSocket {
    let (near, far) = try BlockingSocket.pair()
    DispatchQueue(label: "test.server").async {
      var received: [UInt8] = []
      for answer in answers {
        guard (try? far.receive(into: &received)) == true else { return }
        for piece in answer { try? far.send(Array(piece.utf8)) }
      }
    }
    return near
  }

  private func answers(_ pieces: [[String]], to requests: Int) throws -> [(status: Int, bytes: Int)] {
    var exchange = HTTPExchange(try server(pieces))
    return try (0..<requests).map { _ in try exchange.perform(HTTPExchange.request("/")) }
  }

  @Test func anAnswerEndsWhereItsLengthSays() throws {
    let whole = "HTTP/1.1 200 OK\r\ncontent-type: a/b\r\nContent-Length: 4\r\n\r\nbody"
    let cut = ["HTTP/1.1 503 Busy\r\nconte", "nt-length: 2\r", "\n\r", "\nn", "o"]
    let found = try answers([[whole], cut], to: 2)
    #expect(found.map(\.status) == [200, 503])
    #expect(found.map(\.bytes) == [whole.utf8.count, cut.joined().utf8.count])
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1\r\ncontent-length: 0\r\n\r\n",
    "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n",
  ]) func whatIsNoWholeAnswerIsAnError(answer: String) {
    #expect(throws: HTTPExchange.Failure.self) { try answers([[answer]], to: 1) }
  }

  @Test func aBareServerGivesWhatBelongsToTheNumber() throws {
    let answers = (0..<4).map { [UInt8](repeating: UInt8($0), count: $0 * 70_000) }
    let server = try BareServer(requestBytes: 100) { answers[$0] }
    var scratch: [UInt8] = []
    for number in [3, 0, 1, 2, 3] {
      try server.exchange(number, &scratch)
      #expect(scratch.dropFirst(4).elementsEqual(answers[number]))
    }
  }

  @Test func requestsAreDueAtTheRateAskedForAndInOrder() {
    let times = LoadGenerator.arrivals(rate: 1_000, seconds: 20, seed: 7)
    #expect((19_000...21_000).contains(times.count))
    #expect(times == times.sorted() && times.allSatisfy { $0 >= .zero && $0 < .seconds(20) })
    #expect(times == LoadGenerator.arrivals(rate: 1_000, seconds: 20, seed: 7))
    #expect(times != LoadGenerator.arrivals(rate: 1_000, seconds: 20, seed: 8))
  }

  @Test func latenciesAreExactToThreeDigits() {
    var latencies = Latencies()
    for microseconds in 1...1_000 { latencies.record(.microseconds(microseconds)) }
    for (percent, expected) in [(50.0, 500.0), (99, 990), (99.9, 999)] {
      #expect(abs(latencies.microseconds(percent) - expected) <= expected / 1_000)
    }
    #expect(latencies.count == 1_000)
  }
}
