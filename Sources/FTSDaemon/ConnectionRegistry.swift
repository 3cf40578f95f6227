import NIOCore
import Synchronization

/// The connections that are open, up to a limit.
final class ConnectionRegistry: Sendable {
  private struct State {
    var connections: [ObjectIdentifier: any Channel] = [:]
    var isStopping = false
  }

  private let limit: Int
  private let state = Mutex(State())

  init(limit: Int) { self.limit = limit }

  /// Takes in a connection until it closes; false where no more are taken.
  func add(_ channel: any Channel) -> Bool {
    let isTaken = state.withLock { state in
      guard !state.isStopping, state.connections.count < limit else { return false }
      state.connections[ObjectIdentifier(channel)] = channel
      return true
    }
    if isTaken {
      channel.closeFuture.whenComplete { [self] _ in
        state.withLock { _ = $0.connections.removeValue(forKey: ObjectIdentifier(channel)) }
      }
    }
    return isTaken
  }

  /// How many are open.
  var count: Int { state.withLock { $0.connections.count } }

  /// Takes no more, and gives those that are open.
  func stop() -> [any Channel] {
    state.withLock { state in
      state.isStopping = true
      return Array(state.connections.values)
    }
  }
}
