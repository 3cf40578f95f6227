import FTSProtocol

/// Who asks, and what they may do here.
struct Peer: Equatable, Sendable {
  let origin: Origin
  let rights: Rights

  /// - Throws: `forbidden` where they may not write.
  func requireWriting() throws(Problem) {
    guard rights.canWrite else {
      throw Problem(.forbidden, "you may only read here (\(origin))")
    }
  }
}
