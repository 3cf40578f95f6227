public import FTSProtocol
import NIOCore
import NIOHTTP1
import NIOPosix

extension Client {
  private typealias Stream = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

  /// Passes what a standing query tells to `body`, over a connection of its own, until it returns false or the daemon stops.
  ///
  /// - Throws: `noDaemon`, `problem` where the daemon refuses, `connectionLost`, `unreadableAnswer`.
  public static func watch(
    _ request: WatchRequest, at path: SocketPath, _ body: (WatchEvent) async -> Bool
  ) async throws(ClientError) {
    try await withEventLoop { (group) throws(ClientError) in
      try await watch(request, on: stream(to: .socket(path), group), path, body)
    }
  }

  private static func stream(
    to endpoint: Endpoint, _ group: MultiThreadedEventLoopGroup
  ) async throws(ClientError) -> Stream {
    let bootstrap = ClientBootstrap(group: group).channelInitializer { channel in
      channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHTTPClientHandlers() }
    }
    let channel = try await connect(bootstrap, to: endpoint)
    do {
      return try await channel.eventLoop.submit {
        try Stream(wrappingChannelSynchronously: channel)
      }.get()
    } catch {
      throw .connectionLost(reason: reason(error))
    }
  }

  private static func watch(
    _ request: WatchRequest, on stream: Stream, _ path: SocketPath, _ body: (WatchEvent) async -> Bool
  ) async throws(ClientError) {
    do {
      try await stream.executeThenClose { parts, writer in
        let json = request.json()
        var headers = Endpoint.socket(path).headers
        headers.add(name: "content-type", value: "application/json")
        headers.add(name: "content-length", value: String(json.count))
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/v1/watch", headers: headers)
        try await writer.write(.head(head))
        try await writer.write(.body(.byteBuffer(ByteBuffer(bytes: json))))
        try await writer.write(.end(nil))
        var isProblem = false
        var pending: [UInt8] = []
        for try await part in parts {
          switch part {
          case .head(let head): isProblem = head.status != .ok
          case .body(let bytes):
            pending.append(contentsOf: bytes.readableBytesView)
            while !isProblem, let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
              let line = Array(pending[..<end])
              pending.removeSubrange(...end)
              // An empty line says that the daemon is there.
              if line.isEmpty { continue }
              guard await body(try decode(line)) else { return }
            }
          case .end:
            if isProblem { throw ClientError.problem(try decode(pending)) }
            return
          }
        }
        throw ChannelError.eof
      }
    } catch let error as ClientError {
      throw error
    } catch {
      throw .connectionLost(reason: reason(error))
    }
  }
}
