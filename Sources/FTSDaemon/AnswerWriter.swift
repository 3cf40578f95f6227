import NIOCore
import NIOHTTP1
import Synchronization

/// Writes an answer in pieces, no faster than the client takes them.
final class AnswerWriter: Sendable {
  private let channel: any Channel
  private let version: HTTPVersion
  private let closes: Bool
  private let begun = Atomic(false)

  /// - Parameters:
  ///   - version: of the request.
  ///   - closes: whether the connection ends with the answer.
  init(_ channel: any Channel, version: HTTPVersion, closes: Bool) {
    self.channel = channel
    self.version = version
    self.closes = closes
  }

  /// Whether the client has seen something of the answer.
  var hasBegun: Bool { begun.load(ordering: .relaxed) }

  /// Begins an answer with status 200. Until then whoever answers may throw a problem instead.
  func begin(contentType: String) async throws {
    begun.store(true, ordering: .relaxed)
    var headers = HTTPHeaders([("content-type", contentType)])
    if closes { headers.add(name: "connection", value: "close") }
    let head = HTTPResponseHead(version: version, status: .ok, headers: headers)
    try await channel.writeAndFlush(HTTPServerResponsePart.head(head))
  }

  /// Writes a whole answer, in the place of all else.
  func send(_ response: Response) async throws {
    begun.store(true, ordering: .relaxed)
    var headers = response.headers
    if closes { headers.add(name: "connection", value: "close") }
    let head = HTTPResponseHead(version: version, status: response.status, headers: headers)
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    try await write(response.body)
  }

  /// Writes a piece; returns when it is on its way to the client.
  func write(_ bytes: [UInt8]) async throws {
    let buffer = channel.allocator.buffer(bytes: bytes)
    try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(buffer)))
  }
}
