public import FTSProtocol

/// Why a daemon gave no answer.
public enum ClientError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Nobody listens there; `reason` is the system's.
  case noDaemon(address: String, reason: String)
  /// The daemon answered that it cannot do what was asked.
  case problem(Problem)
  /// The connection ended before the answer was there.
  case connectionLost(reason: String)
  /// What came is not what an ftsd of this version sends.
  case unreadableAnswer(reason: String)

  /// For the person in front of it.
  public var description: String {
    switch self {
    case .noDaemon(let address, let reason):
      "no daemon answers at \(address) (\(reason)); start one with: ftsd serve "
        + ((try? LoopbackAddress(address)) == nil ? "--socket" : "--listen") + " \(address)"
    case .problem(let problem): problem.detail
    case .connectionLost(let reason): "the connection to the daemon ended: \(reason)"
    case .unreadableAnswer(let reason): "the daemon's answer cannot be read: \(reason)"
    }
  }
}
