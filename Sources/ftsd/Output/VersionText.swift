import FTSCore
import FTSProtocol

/// What `ftsd --version` says: name and version on the first line, for scripts, and below it what a report of a problem needs.
enum VersionText {
  static var text: String {
    var lines = ["ftsd " + Release.version]
    if let commit = Release.commit { lines.append("commit \(commit)") }
    lines.append("index format \(IndexReader.format)")
    lines.append("\(configuration) build for \(architecture)")
    return lines.joined(separator: "\n")
  }

  private static var configuration: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }

  private static var architecture: String {
    #if arch(x86_64)
      "x86-64"
    #elseif arch(arm64)
      "ARM64"
    #else
      "another architecture"
    #endif
  }
}
