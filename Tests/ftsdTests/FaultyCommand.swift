import FTSTestSupport
import Foundation

/// Runs `ftsd` with the library between it and the system that makes calls fail, or keeps a log of what is written.
struct FaultyCommand {
  /// A kind of call that fails.
  struct Fault: CustomStringConvertible {
    /// As in faults.c.
    var kind: String
    /// The number of the call.
    var number: Int
    /// The `errno`; 0 has half of the bytes written.
    var error: Int32
    /// Whether all later calls of the kind fail, too.
    var lasts = false

    var description: String { "\(kind) \(number)\(lasts ? " and all later" : "") fails with \(error)" }
  }

  /// The library lies beside the tests.
  static let library = URL(fileURLWithPath: Command.path).deletingLastPathComponent()
    .appendingPathComponent("libFaultInjection.so").path
  /// Everything is tried, not a sample: hours, or as many rounds as it says.
  static let rounds = ProcessInfo.processInfo.environment["FTSD_FAULT_ROUNDS"].flatMap { Int($0) }
  /// How long a test may take that goes by it.
  static let minutes = rounds == nil ? 10 : 24 * 60

  /// - Returns: how it ended, and whether the call that was to fail was made.
  static func run(
    _ arguments: [String], _ fault: Fault, below directory: String
  ) async throws -> (result: Command.Result, failed: Bool) {
    let mark = directory + "/../mark-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: mark) }
    var environment = [
      "LD_PRELOAD": library, "FTSD_FAULT_PATH": directory, "FTSD_FAULT_MARK": mark,
      "FTSD_FAULT": "\(fault.kind),\(fault.number),\(fault.error)",
    ]
    if fault.lasts { environment["FTSD_FAULT_ALL"] = "1" }
    let result = try await Command.run(arguments, environment: environment)
    return (result, FileManager.default.fileExists(atPath: mark))
  }

  /// Runs it with what it writes to the index below `directory` appended to a log.
  static func run(_ arguments: [String], loggingTo log: String, below directory: String) async throws
    -> Command.Result
  {
    try await Command.run(
      arguments,
      environment: ["LD_PRELOAD": library, "FTSD_FAULT_PATH": directory, "FTSD_FAULT_LOG": log])
  }
}
