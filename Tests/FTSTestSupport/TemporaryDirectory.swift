import FoundationEssentials

/// A directory of its own for one test, removed when the value goes.
public final class TemporaryDirectory: Sendable {
  /// Where it is.
  public let path: String

  /// Creates the directory, empty, where the system keeps temporary files.
  public init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("ftsd-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Path of `name` inside the directory.
  public func file(_ name: String) -> String { path + "/" + name }
}
