import Dispatch

/// The least that a request over a socket can cost: a thread that answers bytes with bytes.
final class EchoServer: Sendable {
  private let socket: BlockingSocket
  private let request: [UInt8]
  private let answerBytes: Int

  /// - Parameters:
  ///   - requestBytes: that are sent each time.
  ///   - answerBytes: that come back.
  init(requestBytes: Int, answerBytes: Int) throws {
    let (near, far) = try BlockingSocket.pair()
    socket = near
    request = [UInt8](repeating: UInt8(ascii: "x"), count: max(1, requestBytes))
    self.answerBytes = max(1, answerBytes)
    let answer = [UInt8](repeating: UInt8(ascii: "y"), count: self.answerBytes)
    let wanted = request.count
    DispatchQueue(label: "ftsd.bench.echo").async {
      var received: [UInt8] = []
      received.reserveCapacity(128 << 10)
      // It ends with the near socket, which ends the stream.
      while (try? far.receive(into: &received)) == true {
        guard received.count >= wanted else { continue }
        received.removeAll(keepingCapacity: true)
        guard (try? far.send(answer)) != nil else { break }
      }
    }
  }

  /// One request and its answer.
  func exchange(_ scratch: inout [UInt8]) throws {
    try socket.send(request)
    scratch.removeAll(keepingCapacity: true)
    while scratch.count < answerBytes, try socket.receive(into: &scratch) {}
  }
}
