import ArgumentParser
import FTSCore
import FTSCorpus
import FTSService
import FTSWording

/// `ftsd import`.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make an index of another engine's.",
    discussion: """
      Reads a file in the Common Index File Format (CIFF), in which engines of information retrieval research exchange \
      their indexes; also one that is compressed with gzip or zstd.

        ftsd import ciff --index robust robust04.ciff.gz
        ftsd search --index robust 'intern organ crime'

      The file has no texts: a document gets its words, as often as they occur in it and in the order of the file. Words are \
      kept as the file has them, with the analyzer whitespace. So queries want them as that engine makes them of text, \
      stemmed for instance, and phrases mean nothing. Ranks are those that BM25 gives with the numbers in the file.

      A file that contradicts itself is refused, and so is one of a part of a collection; nothing is imported then.
      """)

  private enum Format: String, CaseIterable, ExpressibleByArgument { case ciff }

  @OptionGroup var location: IndexLocation

  @OptionGroup var access: WriterAccess

  @OptionGroup var bm25: BM25Arguments

  @Option(
    help: ArgumentHelp(
      "Megabytes of memory for postings and documents not yet written. With less the file is read more often.",
      valueName: "mb"))
  var memory = 256

  @Flag(help: "Show neither progress nor summary.")
  var quiet = false

  @Argument(help: "Format of the file: ciff.")
  private var format: Format

  @Argument(help: "The file.", completion: .file())
  var file: String

  func validate() throws {
    guard (1...1 << 20).contains(memory) else {
      throw ValidationError("--memory must be from 1 to \(1 << 20) megabytes")
    }
  }

  func run() throws {
    Interruption.watch()
    let start = ContinuousClock.now
    let progress = ProgressLine(isShown: !quiet && StandardError.isTerminal)
    defer { progress.clear() }
    progress.show("reading")
    let contents = try read()
    let writer = try openWriter()
    defer { writer.close() }
    try add(contents, to: writer, progress)
    progress.show("committing")
    do {
      try writer.commit()
      progress.clear()
      if !quiet { try StandardOutput.write(summary(contents, (ContinuousClock.now - start) / .seconds(1))) }
      progress.show("merging")
      try writer.merge(while: { !Interruption.isRequested })
    } catch let error as IndexError {
      throw Failure(error)
    }
  }

  private func read() throws(Failure) -> CommonIndexImport {
    do {
      return try CommonIndexImport(path: file) { !Interruption.isRequested }
    } catch { throw failure(error) }
  }

  private func openWriter() throws -> IndexWriter {
    var options = access.options
    options.memoryBudget = memory << 19
    do {
      return try IndexWriter(
        path: location.pathForWriting(),
        settings: RequestedSettings(analyzer: CommonIndexImport.analyzer, k1: bm25.k1, b: bm25.b),
        options: options)
    } catch let error as IndexError {
      throw Failure(error)
    }
  }

  private func add(
    _ contents: CommonIndexImport, to writer: IndexWriter, _ progress: ProgressLine
  ) throws(Failure) {
    var failure: Failure?
    do {
      try contents.forEach(memory: memory << 19) { document in
        do throws(IndexError) { try writer.add(document) } catch { failure = Failure(error) }
        let count = writer.summary.documents
        if count.isMultiple(of: 1_000) {
          progress.show("\(NumberText.grouped(count)) of \(NumberText.count(contents.documents, "document"))")
        }
        return failure == nil && !Interruption.isRequested
      }
    } catch { throw self.failure(error) }
    if let failure { throw failure }
    if Interruption.isRequested { throw interrupted }
  }

  private var interrupted: Failure { Failure(.interrupted, "interrupted; nothing was imported") }

  private func failure(_ problem: SourceProblem) -> Failure {
    Interruption.isRequested ? interrupted : Failure(.badData, "\(problem); nothing was imported")
  }

  private func summary(_ contents: CommonIndexImport, _ seconds: Double) -> String {
    "Imported \(NumberText.count(contents.documents, "document")) with \(NumberText.count(contents.terms, "term")) and "
      + "\(NumberText.count(contents.postings, "posting")) in \(NumberText.fixed(seconds, decimals: 2)) s\n"
  }
}
