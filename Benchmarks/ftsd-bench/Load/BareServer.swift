import Dispatch

/// The least that a request over a socket can cost: a thread that takes a number and gives bytes, with nothing between
/// itself and the system.
final class BareServer: Sendable {
  private static let numberBytes = MemoryLayout<UInt32>.size

  private let socket: BlockingSocket
  private let requestBytes: Int

  /// - Parameters:
  ///   - requestBytes: that are sent each time, at least those of the number.
  ///   - answer: what comes back for a number.
  init(requestBytes: Int, answer: @escaping @Sendable (_ number: Int) -> [UInt8]) throws {
    let (near, far) = try BlockingSocket.pair()
    socket = near
    let wanted = max(Self.numberBytes, requestBytes)
    self.requestBytes = wanted
    DispatchQueue(label: "ftsd.bench.bare").async {
      var received: [UInt8] = []
      // It ends with the near socket, which ends the stream.
      while (try? far.receive(into: &received)) == true {
        guard received.count >= wanted else { continue }
        let answer = answer(Self.number(received))
        received.removeAll(keepingCapacity: true)
        guard (try? far.send(Self.bytes(answer.count) + answer)) != nil else { break }
      }
    }
  }

  /// One request and its answer, which is put in the place of `scratch`, behind its length.
  func exchange(_ number: Int, _ scratch: inout [UInt8]) throws {
    let request = Self.bytes(number)
    try socket.send(request + repeatElement(UInt8(ascii: "x"), count: requestBytes - request.count))
    scratch.removeAll(keepingCapacity: true)
    while scratch.count < Self.numberBytes || scratch.count < Self.numberBytes + Self.number(scratch) {
      guard try socket.receive(into: &scratch) else { return }
    }
  }

  private static func bytes(_ number: Int) -> [UInt8] {
    (0..<numberBytes).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  private static func number(_ bytes: [UInt8]) -> Int {
    (0..<numberBytes).reduce(0) { $0 | Int(bytes[$1]) << ($1 * 8) }
  }
}
