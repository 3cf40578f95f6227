import FTSProtocol
import NIOCore
import NIOHTTP1

/// A connection too many: is told so, and ends.
final class RefusingHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = HTTPServerResponsePart

  private let response: Response

  init(_ problem: Problem) { response = Response(problem) }

  func channelActive(context: ChannelHandlerContext) {
    var headers = HTTPHeaders([
      ("content-type", response.contentType), ("content-length", String(response.body.count)),
      ("connection", "close"),
    ])
    if let seconds = response.retryAfter { headers.add(name: "retry-after", value: String(seconds)) }
    let head = HTTPResponseHead(version: .http1_1, status: response.status, headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(
      wrapOutboundOut(.body(.byteBuffer(context.channel.allocator.buffer(bytes: response.body)))),
      promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    // Closing on unread bytes would make the system drop the answer.
    context.close(mode: .output, promise: nil)
    context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { context.close(promise: nil) }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed as ChannelEvent = event { context.close(promise: nil) }
  }

  /// Nobody reads what is sent.
  func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}
