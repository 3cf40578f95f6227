import FTSProtocol
import NIOCore
import NIOHTTP1

/// One connection: collects requests, has them answered one after the other in their order, and keeps what it holds in
/// memory bounded. A client that sends faster than it reads, or than it is answered, is not read from until it has
/// caught up.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// Asks a connection to end as soon as the requests it has begun to send are answered.
  struct StopEvent: Sendable {}

  private let router: Router
  private let gate: Gate
  private let origin: Origin
  private let bounds: Bounds
  private var context: ChannelHandlerContext?
  /// The request that is being received, where it is to be whole.
  private var incoming: Exchange?
  /// Where the body goes that is being received, where it is taken as it comes.
  private var sink: RequestBody.Sink?
  private var wantsBody = true
  /// Requests that can be answered and are not.
  private var waiting = CircularBuffer<Exchange>()
  /// What is being answered elsewhere.
  private var underWay: Exchange?
  private var task: Task<Void, Never>?
  /// Of an answer that is given bit by bit.
  private var writer: AnswerWriter?
  private var takesRequests = true
  private var isStopping = false
  /// Whether the client may still be sending what nobody will read.
  private var isRefused = false
  private var isAnswering = false
  private var isReading = true
  private var isClosing = false
  /// Done when the answer written last is with the client.
  private var lastWrite: EventLoopFuture<Void>?
  /// Answers that are not with the client yet.
  private var unsent = 0
  /// When the client last did what it is to do: send a head, or a body, or take answers.
  private var lastProgress = ContinuousClock.now
  private var timer: RepeatedTask?

  /// - Parameter origin: of the connection.
  init(router: Router, gate: Gate, origin: Origin, bounds: Bounds) {
    self.router = router
    self.gate = gate
    self.origin = origin
    self.bounds = bounds
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    let period = TimeAmount.milliseconds(Int64(min(bounds.idleSeconds, bounds.bodySeconds) * 250))
    timer = context.eventLoop.scheduleRepeatedTask(initialDelay: period, delay: period) { _ in
      bound.value.checkProgress()
    }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    timer?.cancel()
    self.context = nil
  }

  func channelInactive(context: ChannelHandlerContext) {
    sink?.finish(ChannelError.inputClosed)
    task?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      if takesRequests { begin(head, context: context) }
    case .body(let bytes):
      if let sink {
        wantsBody = sink.take(bytes)
        lastProgress = .now
      } else if incoming != nil {
        append(bytes)
      }
    case .end:
      if let sink {
        sink.finish()
        self.sink = nil
      } else if let exchange = incoming {
        queue(exchange, isLast: !exchange.head.isKeepAlive || isStopping)
      }
    }
  }

  func channelReadComplete(context: ChannelHandlerContext) { answerWaiting(context: context) }

  func channelWritabilityChanged(context: ChannelHandlerContext) { answerWaiting(context: context) }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is RequestBody.DemandEvent:
      wantsBody = true
      setReading(context: context)
    case is StopEvent:
      isStopping = true
      if incoming == nil { takesRequests = false }
      // Such an answer may have no end of its own.
      if writer != nil { task?.cancel() }
      answerWaiting(context: context)
    case ChannelEvent.inputClosed as ChannelEvent:
      incoming = nil
      sink?.finish(ChannelError.inputClosed)
      sink = nil
      takesRequests = false
      answerWaiting(context: context)
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  /// What has come is no HTTP. Nothing more is read of such a connection; what it has asked for before is answered.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is HTTPParserError || error is ByteToMessageDecoderError else {
      return context.close(promise: nil)
    }
    // What comes behind the last request concerns nobody (RFC 9112, 9.6).
    guard let error = error as? HTTPParserError, !isClosing,
      takesRequests || incoming != nil || sink != nil
    else { return }
    let problem =
      error == .headerOverflow
      ? Problem(.headTooLarge, "the request line and the headers may have \(Limits.headBytes) bytes")
      : Problem(.badRequest, "the request is not well-formed HTTP/1.1")
    if let sink {
      // Whoever reads the body answers.
      sink.finish(problem)
      self.sink = nil
      takesRequests = false
      isRefused = true
    } else {
      refuse(HTTPRequestHead(version: .http1_1, method: .GET, uri: "/"), problem)
    }
    answerWaiting(context: context)
  }
}

// MARK: Requests

extension ConnectionHandler {
  private func begin(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
    lastProgress = .now
    let peer: Peer
    do throws(Problem) { peer = try gate.admit(head, from: origin) } catch { return refuse(head, error) }
    var exchange = Exchange(
      head,
      Result { () throws(Refusal) in
        try Route(head.method, head.uri, of: peer, among: router.surface.endpoints)
      })
    // The body of what may not be written is not waited for.
    if case .failure(let refusal) = exchange.route, refusal.problem.code == .forbidden {
      return refuse(head, refusal.problem)
    }
    if case .success(let route) = exchange.route, route.operation.isTask {
      let (body, sink) = RequestBody.make(for: context.channel)
      exchange.stream = body
      self.sink = sink
      wantsBody = true
      return queue(exchange, isLast: !head.isKeepAlive || isStopping)
    }
    if let length = head.headers.first(name: "content-length").flatMap({ Int($0) }), length > Limits.bodyBytes
    {
      return refuse(head, Self.bodyTooLarge)
    }
    incoming = exchange
    guard head.headers.contains(name: "expect") else { return }
    answerWaiting(context: context)
    if waiting.isEmpty, underWay == nil { writeContinue(context: context) }
  }

  private func writeContinue(context: ChannelHandlerContext) {
    let head = HTTPResponseHead(version: .http1_1, status: .continue)
    context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
  }

  private func append(_ bytes: ByteBuffer) {
    guard let exchange = incoming, exchange.bytes.count + bytes.readableBytes <= Limits.bodyBytes else {
      if let exchange = incoming { refuse(exchange.head, Self.bodyTooLarge) }
      return
    }
    incoming?.bytes.append(contentsOf: bytes.readableBytesView)
  }

  private func refuse(_ head: HTTPRequestHead, _ problem: Problem) {
    isRefused = true
    queue(Exchange(head, .failure(Refusal(problem))), isLast: true)
  }

  private func queue(_ exchange: Exchange, isLast: Bool) {
    var exchange = exchange
    exchange.arrival = .now
    lastProgress = exchange.arrival
    waiting.append(exchange)
    incoming = nil
    if isLast { takesRequests = false }
  }

  private static let bodyTooLarge = Problem(
    .bodyTooLarge, "the body of a request may have \(Limits.bodyBytes) bytes")

  /// Ends a connection whose client lets it wait for too long.
  private func checkProgress() {
    guard let context, !isClosing else { return }
    if let since = writer?.waitingSince, .now - since > .seconds(bounds.idleSeconds) {
      return context.close(promise: nil)
    }
    // What is answered elsewhere has its own deadline, and a body that is not wanted does not come.
    if underWay != nil, !takesBody { return }
    let waited = ContinuousClock.now - lastProgress
    if unsent == 0, let incoming, waited > .seconds(bounds.bodySeconds) {
      refuse(
        incoming.head,
        Problem(.requestTimeout, "the body of the request did not come within \(bounds.bodySeconds) s"))
      answerWaiting(context: context)
    } else if waited > .seconds(bounds.idleSeconds) {
      // What has come of a request is no request that was refused.
      isClosing = true
      context.close(promise: nil)
    }
  }
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
      while underWay == nil, context.channel.isWritable, let exchange = waiting.popFirst() {
        answer(exchange, context: context)
      }
      context.flush()
    } while underWay == nil && !waiting.isEmpty && context.channel.isWritable
    setReading(context: context)
    if !takesRequests, incoming == nil, waiting.isEmpty, underWay == nil { finish(context: context) }
  }

  /// Whether the request being answered wants more of its body. Where others wait, `sink` is for the body of the last of them.
  private var takesBody: Bool { wantsBody && ownsSink && underWay?.stream != nil }

  /// Whether there is a body that is still to come, of no request that waits.
  private var ownsSink: Bool { sink != nil && waiting.isEmpty }

  /// Reads on where there is room for what comes.
  private func setReading(context: ChannelHandlerContext) {
    let reads = sink != nil ? takesBody : waiting.isEmpty && underWay == nil
    guard reads != isReading else { return }
    isReading = reads
    try? context.channel.syncOptions?.setOption(.autoRead, value: reads)
  }

  private func answer(_ exchange: Exchange, context: ChannelHandlerContext) {
    let route: Route
    switch exchange.route {
    case .success(let found): route = found
    case .failure(let refusal):
      return write(router.surface.response(to: refusal), to: exchange, context: context)
    }
    switch route.operation.answer {
    case .whole(let weight, let answer):
      let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
      let channel = context.channel
      let response = router.answer(
        exchange, route, weight, by: answer,
        isWanted: { channel.isActive },
        later: { response in channel.eventLoop.execute { bound.value.complete(with: response) } })
      if let response { return write(response, to: exchange, context: context) }
      underWay = exchange
    case .gathered, .streamed:
      guard let body = exchange.stream else { return }
      underWay = exchange
      if exchange.head.headers.contains(name: "expect") { writeContinue(context: context) }
      begin(route, body, exchange.head, context: context)
    }
  }

  /// Goes on when what was answered elsewhere is.
  private func complete(with response: Response?) {
    guard let context, let exchange = underWay else { return }
    underWay = nil
    if let response { write(response, to: exchange, context: context) }
    answerWaiting(context: context)
  }

  private func write(_ response: Response, to exchange: Exchange, context: ChannelHandlerContext) {
    router.record(exchange, of: origin, response.outcome, bytes: response.body.count)
    var headers = response.headers
    if !takesRequests && incoming == nil && waiting.isEmpty {
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
    writeEnd(context: context)
  }

  private func writeEnd(context: ChannelHandlerContext) {
    let written = context.eventLoop.makePromise(of: Void.self)
    unsent += 1
    written.futureResult.assumeIsolated().whenComplete { [self] _ in
      unsent -= 1
      lastProgress = .now
    }
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

// MARK: Tasks

extension ConnectionHandler {
  /// Begins the task that answers.
  private func begin(
    _ route: Route, _ body: RequestBody, _ head: HTTPRequestHead, context: ChannelHandlerContext
  ) {
    let isOld = head.version == .http1_0
    if isOld { takesRequests = false }
    let writer = AnswerWriter(
      context.channel, version: head.version, closes: isOld || !takesRequests && waiting.isEmpty)
    if case .streamed = route.operation.answer { self.writer = writer }
    let call = StreamedCall(
      service: router.service.value, updates: router.updates, maintenance: router.maintenance,
      workers: router.vitals.workers, route: route, body: body)
    let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    let (loop, router) = (context.eventLoop, router)
    task = Task {
      var response: Response?
      do {
        switch route.operation.answer {
        case .whole: break
        case .gathered(let answer): response = try await answer(call)
        case .streamed(let answer): try await answer(call, writer)
        }
      } catch let error as Problem where !writer.hasBegun {
        response = router.response(to: error)
      } catch {
        // Whoever answered was not able to end it.
        return loop.execute { bound.value.context?.close(promise: nil) }
      }
      loop.execute { [response] in bound.value.finishTask(with: response) }
    }
  }

  /// - Parameter response: what is to be answered, where nothing was written.
  private func finishTask(with response: Response?) {
    task = nil
    let bytes = writer?.bytes
    writer = nil
    guard context != nil else { return }
    if ownsSink {
      // What is left of the body nobody reads.
      sink?.finish()
      sink = nil
      isRefused = true
      takesRequests = false
    }
    if let exchange = underWay, let context, response == nil {
      router.record(exchange, of: origin, Response.Outcome(.ok), bytes: bytes ?? 0)
      writeEnd(context: context)
    }
    complete(with: response)
  }
}
