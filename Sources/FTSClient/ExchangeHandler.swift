import NIOCore
import NIOHTTP1

/// Matches answers with requests: they come in the order in which the requests went out.
final class ExchangeHandler: ChannelDuplexHandler {
  typealias InboundIn = NIOHTTPClientResponseFull
  typealias OutboundIn = Exchange
  typealias OutboundOut = HTTPClientRequestPart

  /// Of every request.
  private let headers: HTTPHeaders
  private var waiting = CircularBuffer<EventLoopPromise<Answer>>()

  init(headers: HTTPHeaders) { self.headers = headers }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let exchange = unwrapOutboundIn(data)
    waiting.append(exchange.answer)
    var headers = headers
    if !exchange.body.isEmpty {
      headers.add(name: "content-type", value: "application/json")
      headers.add(name: "content-length", value: String(exchange.body.count))
    }
    let head = HTTPRequestHead(
      version: .http1_1, method: exchange.method, uri: exchange.target, headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if !exchange.body.isEmpty {
      let body = context.channel.allocator.buffer(bytes: exchange.body)
      context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    }
    context.write(wrapOutboundOut(.end(nil)), promise: promise)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let response = unwrapInboundIn(data)
    let body = response.body.map { Array($0.readableBytesView) } ?? []
    waiting.popFirst()?.succeed(Answer(status: response.head.status.code, body: body))
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    fail(error)
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    fail(ChannelError.eof)
    context.fireChannelInactive()
  }

  private func fail(_ error: any Error) {
    while let promise = waiting.popFirst() { promise.fail(error) }
  }
}
