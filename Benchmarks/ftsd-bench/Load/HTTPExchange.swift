/// HTTP/1.1, as much as it takes to ask a daemon and to know where its answer ends (RFC 9112, 6.2).
struct HTTPExchange {
  /// What came is no answer with a length.
  struct Failure: Error, CustomStringConvertible { let description: String }

  private let socket: BlockingSocket
  private var received: [UInt8] = []

  init(_ socket: BlockingSocket) {
    self.socket = socket
    received.reserveCapacity(1 << 20)
  }

  /// A request for `target`, as it goes over the wire.
  static func request(_ target: String) -> [UInt8] {
    Array("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
  }

  /// Sends a request and waits for the whole of its answer.
  mutating func perform(_ request: [UInt8]) throws -> (status: Int, bytes: Int) {
    try socket.send(request)
    received.removeAll(keepingCapacity: true)
    var head: (status: Int, end: Int, length: Int)?
    while true {
      if head == nil { head = try parseHead() }
      if let head, received.count >= head.end + head.length {
        return (head.status, received.count)
      }
      guard try socket.receive(into: &received) else {
        throw Failure(description: "the daemon closed the connection within an answer")
      }
    }
  }

  /// Without strings, which would take longer than the daemon takes to answer.
  private func parseHead() throws -> (status: Int, end: Int, length: Int)? {
    guard let end = received.firstRange(of: Self.headEnd)?.upperBound else { return nil }
    // `HTTP/1.1 200 …`
    guard end > 12, let status = Self.number(received[9..<end]),
      let name = received[..<end].map(Self.folded).firstRange(of: Self.lengthName),
      let length = Self.number(received[name.upperBound..<end])
    else {
      throw Failure(description: "the daemon gave no answer with a length")
    }
    return (status, end, length)
  }

  private static let headEnd = Array("\r\n\r\n".utf8)
  private static let lengthName = Array("\r\ncontent-length: ".utf8).map(folded)

  /// The byte, of letters the small one.
  private static func folded(_ byte: UInt8) -> UInt8 { byte | 0x20 }

  /// The digits in front.
  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    let digits = bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard (1...15).contains(digits.count) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }
}
