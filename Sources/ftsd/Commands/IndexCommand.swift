import ArgumentParser
import FTSCore
import FTSCorpus
import FTSProtocol
import FTSService

/// `ftsd index`.
struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Index reviews and comments.",
    discussion: """
      Reads files, directories and, as -, standard input; without SOURCE the current directory. \
      Text pages, web pages, WordPress exports (WXR), posts of Jekyll and Hugo with their comments, \
      mailboxes, Stack Exchange dumps, Disqus exports, Reddit and Hacker News dumps, JSON Lines, CSV \
      and TSV are told apart by their content, also when compressed with gzip or zstd. Of an SQLite \
      database, sqlite:FILE, the rows of a query are read. A document with an id that is in the index \
      already takes the place of the old one.

        ftsd index ~/reviews
        ftsd index export.xml --all-statuses
        ftsd index --map body_html=text --map stars=rating reviews.jsonl.gz
        ftsd index --map Kommentar=text kommentare.csv
        ftsd index --analyzer english+german --protected-words brands.txt shop.jsonl
        ftsd index sqlite:shop.db --query "select id, title, body from reviews"
        zcat reviews.jsonl.gz | ftsd index --strict -

      What cannot be read is reported and left out. With --strict the first such record ends the \
      run, and nothing is indexed.
      """)

  @OptionGroup var location: IndexLocation

  @OptionGroup var access: WriterAccess

  @OptionGroup var reading: SourceArguments

  @OptionGroup var settings: IndexSettingsArguments

  @Option(help: ArgumentHelp("Megabytes of memory for documents not yet written.", valueName: "mb"))
  var memory = 256

  @Option(help: ArgumentHelp("Databases: the rows to read, a statement that reads.", valueName: "sql"))
  var query: String?

  @Flag(help: "Stop at the first record that cannot be read, and index nothing.")
  var strict = false

  @Flag(help: "Print a summary as JSON.")
  var json = false

  @Flag(help: "Show neither progress nor summary.")
  var quiet = false

  @Argument(help: "Files and directories; - is standard input.", completion: .file())
  var sources: [String] = []

  func validate() throws {
    guard (1...1 << 20).contains(memory) else {
      throw ValidationError("--memory must be from 1 to \(1 << 20) megabytes")
    }
    let databases = sources.compactMap(DatabaseSource.init)
    guard query == nil || !databases.isEmpty else {
      throw ValidationError("--query wants a database to ask, as sqlite:FILE")
    }
    if let database = databases.first, query == nil {
      throw ValidationError("\(database.name) wants --query, which rows of it to read")
    }
  }

  func run() throws {
    let run = IndexRun(
      reader: DocumentReader(
        sources: sources.isEmpty ? ["."] : sources, options: try reading.options(query: query)),
      writer: try openWriter(), isStrict: strict,
      progress: ProgressLine(isShown: !quiet && StandardError.isTerminal))
    defer { run.writer.close() }
    let result = try run.perform()
    let path = try location.path()
    var summary = result.summary
    summary.indexBytes = try Self.indexBytes(path: path)
    if json {
      try StandardOutput.write(JSONWriter.encode(summary) + [UInt8(ascii: "\n")])
    } else if !quiet {
      try StandardOutput.write(SummaryPrinter.text(summary, unrecognizedFiles: result.unrecognizedFiles))
    }
    try run.merge()
    if summary.skipped > 0 { throw ExitStatus.recordsSkipped.code }
  }

  private func openWriter() throws -> IndexWriter {
    var options = access.options
    options.memoryBudget = memory << 20
    do {
      return try IndexWriter(
        path: location.pathForWriting(), settings: settings.requested(), options: options)
    } catch let error as IndexError {
      throw Failure(error)
    }
  }

  private static func indexBytes(path: String) throws -> Int {
    do {
      return try IndexReader(path: path).statistics().fileBytes
    } catch {
      throw Failure(error)
    }
  }
}
