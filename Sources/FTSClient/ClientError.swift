public import FTSProtocol

/// Why a daemon gave no answer.
public enum ClientError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Nobody listens there; `reason` is the system's.
  case noDaemon(path: String, reason: String)
  /// The daemon answered that it cannot do what was asked.
  case problem(Problem)
  /// The connection ended before the answer was there.
  case connectionLost(reason: String)
  /// What came is not what an ftsd of this version sends.
  case unreadableAnswer(reason: String)

  /// For the person in front of it.
  public var description: String {
    switch self {
    case .noDaemon(let path, let reason):
      "no daemon answers at \(path) (\(reason)); start one with: ftsd serve --socket \(path)"
    case .problem(let problem): problem.detail
    case .connectionLost(let reason): "the connection to the daemon ended: \(reason)"
    case .unreadableAnswer(let reason): "the daemon's answer cannot be read: \(reason)"
    }
  }
}
