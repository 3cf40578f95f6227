import FoundationEssentials

/// Files that a command is told to read.
enum InputFile {
  /// A file that cannot be used, and why.
  struct Failure: Error, CustomStringConvertible {
    let path: String
    let reason: String
    var description: String { "\(path): \(reason)" }
  }

  /// The text of the file at `path`.
  static func text(_ path: String) throws(Failure) -> String {
    do {
      return try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      let isThere = FileManager.default.fileExists(atPath: path)
      throw Failure(path: path, reason: isThere ? "cannot be read as UTF-8 text" : "no such file")
    }
  }
}
