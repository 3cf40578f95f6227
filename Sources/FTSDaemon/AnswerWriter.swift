import NIOCore
import NIOHTTP1
import Synchronization

/// Writes an answer in pieces, no faster than the client takes them.
final class AnswerWriter: Sendable {
  private struct State {
    var hasBegun = false
    var bytes = 0
    /// Since when a piece is on its way that the client has not taken.
    var waitingSince: ContinuousClock.Instant?
  }

  private let channel: any Channel
  private let version: HTTPVersion
  private let closes: Bool
  private let state = Mutex(State())

  /// - Parameters:
  ///   - version: of the request.
  ///   - closes: whether the connection ends with the answer.
  init(_ channel: any Channel, version: HTTPVersion, closes: Bool) {
    self.channel = channel
    self.version = version
    self.closes = closes
  }

  /// Whether the client has seen something of the answer.
  var hasBegun: Bool { state.withLock { $0.hasBegun } }

  /// Bytes written.
  var bytes: Int { state.withLock { $0.bytes } }

  /// Since when the client has taken nothing of what it could take; `nil` where it has taken all.
  var waitingSince: ContinuousClock.Instant? { state.withLock { $0.waitingSince } }

  /// Begins an answer with status 200. Until then whoever answers may throw a problem instead.
  func begin(contentType: String) async throws {
    state.withLock { $0.hasBegun = true }
    var headers = HTTPHeaders([("content-type", contentType)])
    if closes { headers.add(name: "connection", value: "close") }
    try await send(.head(HTTPResponseHead(version: version, status: .ok, headers: headers)))
  }

  /// Writes a piece; returns when it is on its way to the client.
  func write(_ bytes: [UInt8]) async throws {
    state.withLock { $0.bytes += bytes.count }
    try await send(.body(.byteBuffer(channel.allocator.buffer(bytes: bytes))))
  }

  private func send(_ part: HTTPServerResponsePart) async throws {
    state.withLock { $0.waitingSince = .now }
    defer { state.withLock { $0.waitingSince = nil } }
    try await channel.writeAndFlush(part)
  }
}
