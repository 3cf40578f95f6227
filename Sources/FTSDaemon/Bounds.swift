import FTSProtocol
import NIOCore

/// How much the daemon takes on at once. What comes on top is refused, and told so.
public struct Bounds: Equatable, Sendable {
  /// Connections that are open.
  public var connections = 1_024
  /// Large requests that are worked on, each by a thread of its own.
  public var workers = System.coreCount
  /// Large requests that wait for one of those.
  public var queue = 64
  /// Seconds after which a connection ends that has nothing to answer and has sent no whole request, or that does not
  /// take its answers.
  public var idleSeconds = Limits.idleSeconds
  /// Seconds in which the body of a request has to come.
  public var bodySeconds = Limits.bodySeconds

  /// The usual ones.
  public init() {}
}
