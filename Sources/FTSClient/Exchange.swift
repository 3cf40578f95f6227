import NIOCore
import NIOHTTP1

/// A request on its way, and where its answer goes.
struct Exchange: Sendable {
  var method: HTTPMethod
  var target: String
  var body: [UInt8] = []
  var answer: EventLoopPromise<Answer>
}

/// What came back.
struct Answer: Equatable, Sendable {
  var status: UInt
  var body: [UInt8]
}
