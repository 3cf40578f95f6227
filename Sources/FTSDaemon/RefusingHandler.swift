import NIOCore
import NIOHTTP1

/// A connection too many: is told so, and ends.
final class RefusingHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = HTTPServerResponsePart

  private let response: Response

  init(_ response: Response) { self.response = response }

  func channelActive(context: ChannelHandlerContext) {
    var headers = response.headers
    headers.add(name: "connection", value: "close")
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
