import FoundationEssentials

/// Real corpora that lie beside a checkout but are not part of the project. Tests that need them
/// are disabled, saying so, where they are absent.
public enum SharedData {
  /// The directory, from `FTSD_SHARED_DATA` or `../shared/data` beside the checkout.
  public static let directory: String? = {
    let candidates: [String?] = [
      ProcessInfo.processInfo.environment["FTSD_SHARED_DATA"],
      URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../shared/data").standardized.path,
    ]
    return candidates.compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0) }
  }()

  /// Path of a file in that directory. Call only where `directory` is not nil.
  public static func file(_ name: String) -> String { (directory ?? "") + "/" + name }
}
