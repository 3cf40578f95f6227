import Glibc

/// The service manager that started this process, told how it is (sd_notify(3)). Where there is none, nobody is told.
public struct Supervisor: Sendable {
  /// What it is told.
  public enum Message: Equatable, Sendable {
    /// Clients can connect, the first time or after a reload.
    case ready
    /// Other settings are being taken.
    case reloading
    /// Nobody can connect any more; what is under way is answered.
    case stopping
    /// The event loops are alive.
    case alive
  }

  /// How often it wants to hear that the process is alive, if it does.
  let watchdogInterval: Duration?
  private let socket: NotificationSocket?

  /// - Parameter environment: of this process.
  public init(environment: [String: String]) {
    socket = environment["NOTIFY_SOCKET"].flatMap(NotificationSocket.init)
    let isMeant = environment["WATCHDOG_PID"].map { $0 == "\(getpid())" } ?? true
    watchdogInterval =
      isMeant && socket != nil
      ? environment["WATCHDOG_USEC"].flatMap { Int64($0) }.flatMap { $0 > 0 ? .microseconds($0) : nil } : nil
  }

  /// Sends a message. One that cannot be sent is lost: the supervisor will notice.
  ///
  /// - Parameter status: What people see in the state of the service.
  public func tell(_ message: Message, status: String? = nil) {
    guard let socket else { return }
    var lines =
      switch message {
      case .ready: ["READY=1"]
      // With its time, so that the supervisor can tell this reload's end from one before (systemd.service(5)).
      case .reloading: ["RELOADING=1", "MONOTONIC_USEC=\(Self.monotonicMicroseconds)"]
      case .stopping: ["STOPPING=1"]
      case .alive: ["WATCHDOG=1"]
      }
    if let status { lines.append("STATUS=" + status.map { $0.isNewline ? " " : String($0) }.joined()) }
    // That the process is alive is told by an event loop, which must not wait for anybody.
    socket.send(lines.joined(separator: "\n"), waits: message != .alive)
  }

  private static var monotonicMicroseconds: Int {
    var time = timespec()
    // SAFETY: clock_gettime fills the structure that is passed.
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
  }
}
