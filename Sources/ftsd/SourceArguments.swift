import ArgumentParser
import FTSCorpus

/// How files are read, for the commands that do.
struct SourceArguments: ParsableArguments {
  @Option(
    help: "Format of all files: auto, \(SourceFormat.allNames).",
    completion: .list(["auto"] + SourceFormat.allCases.map(\.rawValue)))
  var format = "auto"

  @Option(
    name: .customLong("map"),
    help: ArgumentHelp(
      "JSON Lines, front matter, CSV, TSV, queries: read this key or column as that field (\(DocumentField.allCases.map(\.rawValue).joined(separator: ", "))).",
      valueName: "key=field"))
  var fieldMap: [String] = []

  @Flag(
    help:
      "WordPress, Jekyll and Hugo, Disqus: also what is not published or not approved; never spam or trash.")
  var allStatuses = false

  func validate() throws { _ = try options() }

  /// - Parameter query: for sources that are databases.
  func options(query: String? = nil) throws -> SourceOptions {
    let sourceFormat = SourceFormat(rawValue: format)
    guard sourceFormat != nil || format == "auto" else {
      throw ValidationError("--format must be auto, \(SourceFormat.allNames), not '\(format)'")
    }
    do {
      return SourceOptions(
        format: sourceFormat, fieldMap: try SourceOptions.fieldMap(parsing: fieldMap),
        includesUnapproved: allStatuses, query: query)
    } catch {
      throw ValidationError("--map \(error)")
    }
  }
}
