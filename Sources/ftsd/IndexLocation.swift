import ArgumentParser
import FTSCore
import FoundationEssentials

/// Where the index is.
struct IndexLocation: ParsableArguments {
  @Option(
    name: .customLong("index"),
    help: ArgumentHelp("Directory of the index.", valueName: "dir"),
    completion: .directory)
  var directory: String?

  /// The directory given, or the one the environment names.
  func path() throws -> String {
    if let directory {
      guard !directory.isEmpty else { throw Failure(.usage, "--index is empty") }
      return directory
    }
    return try Self.standardPath(environment: ProcessInfo.processInfo.environment)
  }

  /// `$FTSD_INDEX`, else `$XDG_DATA_HOME/ftsd`, else `~/.local/share/ftsd`. Relative paths in
  /// `XDG_DATA_HOME` are passed over, as its specification wants.
  static func standardPath(environment: [String: String]) throws -> String {
    if let path = environment["FTSD_INDEX"], !path.isEmpty { return path }
    if let path = environment["XDG_DATA_HOME"], path.hasPrefix("/") { return path + "/ftsd" }
    guard let home = environment["HOME"], !home.isEmpty else {
      throw Failure(.usage, "neither --index nor $FTSD_INDEX nor $HOME says where the index is")
    }
    return home + "/.local/share/ftsd"
  }

  func openReader() throws -> IndexReader {
    do {
      return try IndexReader(path: path())
    } catch let error as IndexError {
      throw Failure(error)
    }
  }

  /// The path, made sure that the directory it lies in exists; others may not look into a new one.
  func pathForWriting() throws -> String {
    let path = try path()
    try Files.makeParents(of: path)
    return path
  }
}
