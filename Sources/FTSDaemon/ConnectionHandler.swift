import FTSProtocol
import NIOCore
import NIOHTTP1

/// One connection: collects requests, answers them in their order, and keeps what it holds in
/// memory bounded. A client that sends faster than it reads is not read from until it has caught
/// up.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// Asks a connection to end as soon as the requests it has begun to send are answered.
  struct StopEvent: Sendable {}

  /// What is to be answered.
  private struct Exchange {
    var head: HTTPRequestHead
    var body: [UInt8] = []
    /// Why the request is refused without a look at what it asks for.
    var problem: Problem?
  }

  private let router: Router
  /// The request that is being received.
  private var incoming: Exchange?
  /// Requests received and not yet answered.
  private var waiting = CircularBuffer<Exchange>()
  private var takesRequests = true
  private var isStopping = false
  /// Whether the client may still be sending what nobody will read.
  private var isRefused = false
  private var isAnswering = false
  private var isClosing = false
  /// Done when the answer written last is with the client.
  private var lastWrite: EventLoopFuture<Void>?

  init(router: Router) { self.router = router }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      if takesRequests { begin(head, context: context) }
    case .body(var bytes):
      if incoming != nil { append(&bytes) }
    case .end:
      if let exchange = incoming { queue(exchange, isLast: !exchange.head.isKeepAlive || isStopping) }
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) { answerWaiting(context: context) }

  func channelWritabilityChanged(context: ChannelHandlerContext) { answerWaiting(context: context) }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is StopEvent:
      isStopping = true
      if incoming == nil { takesRequests = false }
      answerWaiting(context: context)
    case ChannelEvent.inputClosed as ChannelEvent:
      incoming = nil
      takesRequests = false
      answerWaiting(context: context)
    case is IdleStateHandler.IdleStateEvent: context.close(promise: nil)
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  /// The decoder closes the connection as soon as this returns.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? HTTPParserError, takesRequests || incoming != nil else {
      return context.close(promise: nil)
    }
    let problem =
      error == .headerOverflow
      ? Problem(.headTooLarge, "the request line and the headers may have \(Limits.headBytes) bytes")
      : Problem(.badRequest, "the request is not well-formed HTTP/1.1")
    refuse(HTTPRequestHead(version: .http1_1, method: .GET, uri: "/"), problem)
    answerWaiting(context: context)
  }
}

// MARK: Requests

extension ConnectionHandler {
  private func begin(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
    if let length = head.headers.first(name: "content-length").flatMap({ Int($0) }), length > Limits.bodyBytes
    {
      return refuse(head, Self.bodyTooLarge)
    }
    incoming = Exchange(head: head)
    guard head.headers.contains(name: "expect") else { return }
    answerWaiting(context: context)
    let goOn = HTTPResponseHead(version: .http1_1, status: .continue)
    if waiting.isEmpty { context.writeAndFlush(wrapOutboundOut(.head(goOn)), promise: nil) }
  }

  private func append(_ bytes: inout ByteBuffer) {
    guard let exchange = incoming, exchange.body.count + bytes.readableBytes <= Limits.bodyBytes else {
      if let exchange = incoming { refuse(exchange.head, Self.bodyTooLarge) }
      return
    }
    incoming?.body.append(contentsOf: bytes.readableBytesView)
  }

  private func refuse(_ head: HTTPRequestHead, _ problem: Problem) {
    isRefused = true
    queue(Exchange(head: head, problem: problem), isLast: true)
  }

  private func queue(_ exchange: Exchange, isLast: Bool) {
    waiting.append(exchange)
    incoming = nil
    if isLast { takesRequests = false }
  }

  private static let bodyTooLarge = Problem(
    .bodyTooLarge, "the body of a request may have \(Limits.bodyBytes) bytes")
}

// MARK: Answers

extension ConnectionHandler {
  /// Answers what waits while the client takes what is written.
  private func answerWaiting(context: ChannelHandlerContext) {
    // Flushing may report writability from within.
    guard !isAnswering, !isClosing else { return }
    isAnswering = true
    defer { isAnswering = false }
    repeat {
      while context.channel.isWritable, let exchange = waiting.popFirst() {
        write(exchange, isLast: !takesRequests && incoming == nil && waiting.isEmpty, context: context)
      }
      context.flush()
    } while !waiting.isEmpty && context.channel.isWritable
    try? context.channel.syncOptions?.setOption(.autoRead, value: waiting.isEmpty)
    if !takesRequests, incoming == nil, waiting.isEmpty { finish(context: context) }
  }

  private func write(_ exchange: Exchange, isLast: Bool, context: ChannelHandlerContext) {
    let response =
      exchange.problem.map { Response($0) }
      ?? router.respond(
        to: Request(method: exchange.head.method, target: exchange.head.uri, body: exchange.body))
    var headers = HTTPHeaders([
      ("content-type", response.contentType), ("content-length", String(response.body.count)),
    ])
    if let allowed = response.allowed { headers.add(name: "allow", value: allowed) }
    if isLast {
      headers.add(name: "connection", value: "close")
    } else if exchange.head.version == .http1_0 {
      headers.add(name: "connection", value: "keep-alive")
    }
    let head = HTTPResponseHead(version: .http1_1, status: response.status, headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if exchange.head.method != .HEAD {
      let body = context.channel.allocator.buffer(bytes: response.body)
      context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    }
    let written = context.eventLoop.makePromise(of: Void.self)
    context.write(wrapOutboundOut(.end(nil)), promise: written)
    lastWrite = written.futureResult
  }

  /// Closes the connection once the last answer is written. Where the client may still be sending,
  /// its end is waited for: closing on unread bytes would make the system drop the answer.
  private func finish(context: ChannelHandlerContext) {
    isClosing = true
    let written = lastWrite ?? context.eventLoop.makeSucceededVoidFuture()
    let lingers = isRefused
    written.assumeIsolated().whenComplete { _ in
      guard lingers else { return context.close(promise: nil) }
      context.close(mode: .output, promise: nil)
      context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { context.close(promise: nil) }
    }
  }
}
