import Foundation

/// A folder with files, and room for indexes beside it.
public final class TestFolder: Sendable {
  /// What it lies in.
  public let directory: TemporaryDirectory
  /// From the root, without links.
  public let path: String

  /// Room for an index.
  public var index: String { directory.file("index") }

  /// Makes a folder without files.
  public init() throws {
    directory = try TemporaryDirectory()
    path = URL(fileURLWithPath: directory.path).resolvingSymlinksInPath().path + "/folder"
    try makeDirectory(path)
  }

  /// Path of a name in the folder.
  public func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file, making the directories above it.
  public func write(_ name: String, _ text: String) throws {
    try makeDirectory(URL(fileURLWithPath: file(name)).deletingLastPathComponent().path)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
  }

  /// Makes a directory and those above it.
  public func makeDirectory(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// Gives a file or directory another name, of which there may be one.
  public func move(_ name: String, to other: String) throws {
    // SAFETY: both are C strings for the call.
    if unsafe rename(file(name), file(other)) != 0 {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
  }

  /// Removes a file, or a directory with what is in it.
  public func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: file(name)) }

  /// Makes a symbolic link.
  public func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: file(name), withDestinationPath: target)
  }

  /// Waits until another change of a file has another time: clocks of files tick a hundred times a second.
  public static func waitForClock() { usleep(50_000) }
}
