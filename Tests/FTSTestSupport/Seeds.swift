import Foundation

/// Seeds of the random tests.
public enum Seeds {
  /// Three that are always tried, and new ones in each run: one, or as many as `FTSD_NEW_SEEDS` says. `FTSD_SEED` tries one again
  /// that a failure has told, and no other.
  public static let all: [UInt64] = {
    let environment = ProcessInfo.processInfo.environment
    if let setting = environment["FTSD_SEED"] {
      guard let seed = UInt64(setting) else { preconditionFailure("FTSD_SEED is not a seed") }
      return [seed]
    }
    let setting = environment["FTSD_NEW_SEEDS"]
    guard let count = setting.map({ Int($0) }) ?? 1, count >= 0 else {
      preconditionFailure("FTSD_NEW_SEEDS is not a number of seeds")
    }
    return [1, 2, 3] + (0..<count).map { _ in UInt64.random(in: 4...UInt64.max) }
  }()
}
