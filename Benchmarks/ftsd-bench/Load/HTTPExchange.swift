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

  private func parseHead() throws -> (status: Int, end: Int, length: Int)? {
    let end = Array("\r\n\r\n".utf8)
    guard let start = received.firstRange(of: end)?.lowerBound else { return nil }
    let lines = String(decoding: received[..<start], as: UTF8.self).split(separator: "\r\n")
    let length = lines.first { $0.lowercased().hasPrefix("content-length:") }
      .flatMap { Int($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) }
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count >= 2, let status = Int(words[1]), let length else {
      throw Failure(description: "the daemon gave no answer with a length")
    }
    return (status, start + end.count, length)
  }
}
