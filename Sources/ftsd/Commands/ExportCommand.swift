import ArgumentParser
import FTSCore
import FTSProtocol
import FTSService
import FTSWording

/// `ftsd export`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Print the documents of the index, for ftsd index or for others.",
    discussion: """
      Each document is a line of JSON, as of ftsd get --json, in the order of the index, all of one commit. \
      ftsd index reads them as the same documents. Searches and writing go on meanwhile.

        ftsd export --output reviews.jsonl
        ftsd export | zstd > reviews.jsonl.zst
        ftsd export --query 'is:review rating:>=4' | jq -r .title

      How text is analysed is no part of it: --output tells what to index the file with, ftsd stats any time.

      OpenSearch and Elasticsearch take --format bulk, some megabytes at once, into an index that was created as \
      --mapping says:

        ftsd export --mapping > mapping.json
        ftsd export --format bulk | split --lines 10000 - bulk.

      Engines of information retrieval research take --format ciff, the Common Index File Format: posting lists and \
      lengths instead of documents, enough for BM25. ftsd import reads it, too:

        ftsd export --format ciff --output reviews.ciff

      A query is read strictly: what makes no sense in it is an error.

      Exit status 1 says that nothing matches the query.
      """)

  private enum Format: String, CaseIterable, ExpressibleByArgument { case jsonl, bulk, ciff }

  /// Documents between two looks at the progress.
  private static let stride = 10_000

  @OptionGroup var location: IndexLocation

  @Option(help: ArgumentHelp("Only documents that match.", valueName: "query"))
  var query: String?

  @Option(
    help: ArgumentHelp(
      "jsonl, bulk for OpenSearch and Elasticsearch, or ciff, the index without its texts.",
      valueName: "format"))
  private var format = Format.jsonl

  @Flag(help: "Print what to create the index of OpenSearch or Elasticsearch with, and no documents.")
  var mapping = false

  @Option(
    help: ArgumentHelp(
      "Write them to this file, which is replaced once all is written, and tell how many.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Show neither progress nor summary.")
  var quiet = false

  func validate() throws {
    guard !mapping || (query == nil && output == nil) else {
      throw ValidationError("--mapping prints no documents: it excludes --query and --output")
    }
    guard format != .ciff || query == nil else {
      throw ValidationError("--format ciff has all of the index: it excludes --query")
    }
  }

  func run() throws {
    let reader = try location.openReader()
    if mapping {
      return try StandardOutput.write(JSONWriter.encode(BulkMapping(reader.settings)) + [UInt8(ascii: "\n")])
    }
    guard let output else {
      _ = try export(from: reader, PieceWriter(), ProgressLine(isShown: false))
      return
    }
    Interruption.watch()
    let progress = ProgressLine(isShown: !quiet && StandardError.isTerminal)
    defer { progress.clear() }
    var count = 0
    try Files.replace(output) { (descriptor) throws(Failure) in
      let writer = PieceWriter { (bytes) throws(Failure) in
        do throws(SystemError) {
          try Files.write(bytes, to: descriptor)
        } catch { throw Failure(.inputOutput, "cannot write \(output): \(error)") }
      }
      count = try export(from: reader, writer, progress)
    }
    progress.clear()
    if !quiet { try StandardOutput.write(summary(count, reader.settings, output)) }
  }

  /// - Returns: how many documents were written.
  private func export(
    from reader: IndexReader, _ writer: PieceWriter, _ progress: ProgressLine
  ) throws(Failure) -> Int {
    let count: Int
    do throws(Problem) {
      count =
        format == .ciff
        ? try exportPostings(of: reader, writer) : try exportDocuments(of: reader, writer, progress)
    } catch {
      throw Failure(error, in: query ?? "")
    }
    try writer.finish()
    if Interruption.isRequested { throw Failure(.interrupted, "interrupted; nothing was written") }
    if count == 0, query != nil { throw Failure(.nothingFound, "nothing matches the query") }
    return count
  }

  private func exportDocuments(
    of reader: IndexReader, _ writer: PieceWriter, _ progress: ProgressLine
  ) throws(Problem) -> Int {
    var count = 0
    try SearchService(reader: reader).forEachDocument(matching: query) { document in
      if format == .bulk { _ = writer.write(BulkAction(id: document.id)) }
      count += 1
      if count.isMultiple(of: Self.stride) { progress.show(NumberText.count(count, "document")) }
      return writer.write(document) && !Interruption.isRequested
    }
    return count
  }

  private func exportPostings(of reader: IndexReader, _ writer: PieceWriter) throws(Problem) -> Int {
    var export = CommonIndexExport(reader: reader)
    try export.run { writer.write(bytes: $0) && !Interruption.isRequested }
    return export.documents
  }

  private func summary(_ count: Int, _ settings: IndexSettings, _ file: String) -> String {
    let text = "Exported \(NumberText.count(count, "document"))\n"
    let options = "--k1 \(settings.k1) --b \(settings.b)"
    let weight = "--title-weight \(settings.weights.title)"
    let words = settings.protectedWords.isEmpty ? "" : " --protected-words FILE"
    let name = DisplayText.oneLine(file)
    return switch format {
    case .jsonl:
      text
        + "To index them as here: ftsd index --analyzer \(settings.analyzer)\(words) \(options) \(weight) \(name)\n"
        + (words.isEmpty ? "" : "FILE has the protected words that ftsd stats --json tells, one to a line\n")
    case .bulk: text
    case .ciff: text + "To rank them as here: ftsd import ciff \(options) \(name)\n"
    }
  }
}
