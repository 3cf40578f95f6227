import ArgumentParser
import FTSCore

/// The file of synonyms that searches go by.
struct SynonymsFile: ParsableArguments {
  @Option(
    name: .customLong("synonyms"),
    help: ArgumentHelp(
      "Look for synonyms, too: a file with lines such as 'tv, television' and 'nyc => new york city'.",
      valueName: "file"),
    completion: .file())
  var path: String?

  /// Refuses the file where a daemon is asked.
  func validate(besides socket: String?) throws {
    guard socket == nil || path == nil else {
      throw ValidationError("--synonyms and --socket exclude each other: a daemon has synonyms of its own")
    }
  }

  /// What the file says; `nil` where none is named.
  func read() throws(Failure) -> Synonyms? { try Self.read(path) }

  /// The same for the file at `path`.
  static func read(_ path: String?) throws(Failure) -> Synonyms? {
    guard let path else { return nil }
    let bytes = try Files.read(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.badData, "\(path) is not UTF-8")
    }
    do throws(Synonyms.SyntaxError) { return try Synonyms(text) } catch {
      throw Failure(.badData, "\(path), \(error)")
    }
  }
}
