import FTSProtocol
import NIOCore

/// The body of a request, in pieces as they arrive: not faster than they are taken.
struct RequestBody: AsyncSequence, Sendable {
  typealias Element = ByteBuffer
  fileprivate typealias Producer = NIOThrowingAsyncSequenceProducer<
    ByteBuffer, any Error, NIOAsyncSequenceProducerBackPressureStrategies.HighLowWatermark, Demand
  >

  /// Tells a connection that more of the body is wanted.
  struct DemandEvent: Sendable {}

  fileprivate struct Demand: NIOAsyncSequenceProducerDelegate {
    let channel: any Channel
    func produceMore() { channel.pipeline.fireUserInboundEventTriggered(DemandEvent()) }
    func didTerminate() {}
  }

  /// Where a connection puts the pieces.
  struct Sink {
    fileprivate let source: Producer.Source

    /// Takes a piece; whether more is wanted at once.
    func take(_ bytes: ByteBuffer) -> Bool {
      switch source.yield(bytes) {
      case .produceMore: true
      case .stopProducing: false
      // Nobody reads it any more; what still comes is let go.
      case .dropped: true
      }
    }

    /// There is no more; `error` where there should be.
    func finish(_ error: (any Error)? = nil) {
      if let error { source.finish(error) } else { source.finish() }
    }
  }

  struct AsyncIterator: AsyncIteratorProtocol {
    // SAFETY: of an iterator, one task asks for one piece after the other.
    fileprivate nonisolated(unsafe) let base: Producer.AsyncIterator
    func next() async throws -> ByteBuffer? { try await unsafe base.next() }
  }

  private let pieces: Producer

  /// A body and where the connection that receives it puts the pieces.
  static func make(for channel: any Channel) -> (body: RequestBody, sink: Sink) {
    let made = Producer.makeSequence(
      elementType: ByteBuffer.self, failureType: (any Error).self,
      backPressureStrategy: .init(lowWatermark: 2, highWatermark: 16), finishOnDeinit: true,
      delegate: Demand(channel: channel))
    return (RequestBody(pieces: made.sequence), Sink(source: made.source))
  }

  /// All of it.
  ///
  /// - Parameter what: it is, for who sends too much.
  /// - Throws: `bodyTooLarge`.
  func whole(limit: Int, of what: String) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await piece in self {
      guard bytes.count + piece.readableBytes <= limit else {
        throw Problem(.bodyTooLarge, "\(what) may have \(limit >> 20) MB")
      }
      bytes.append(contentsOf: piece.readableBytesView)
    }
    return bytes
  }

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator(base: pieces.makeAsyncIterator()) }
}
