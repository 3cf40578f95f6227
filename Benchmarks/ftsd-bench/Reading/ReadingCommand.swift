import ArgumentParser
import FTSCorpus
import FTSDocument
import FTSWording
import Glibc

/// `ftsd-bench reading`: what it takes to make documents of sources, without an index.
struct ReadingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reading", abstract: "Measure reading sources alone.",
    discussion: """
      Reads the sources as ftsd index does, on one thread, and drops the documents. Told are bytes of the files \
      as they lie on disk, and of text: title, author and body, and how many of them in a second of processor \
      time. The memory is the process's at its peak.
      """)

  @Option(help: ArgumentHelp("Of databases, the rows to read.", valueName: "sql"))
  var query: String?

  @Argument(help: "Files, directories and sqlite:FILE.")
  var sources: [String]

  func run() throws {
    let reader = DocumentReader(sources: sources, options: SourceOptions(query: query))
    var documents = 0
    var textBytes = 0
    var problems = 0
    let start = ProcessorTime.nanoseconds(of: getpid())
    reader.forEach { event in
      switch event {
      case .document(let document):
        documents += 1
        textBytes += document.textBytes
      case .problem: problems += 1
      }
    }
    let end = ProcessorTime.nanoseconds(of: getpid())
    let seconds = Double((end ?? 0) - (start ?? 0)) / 1e9
    let amount = { (bytes: Int) in NumberText.scaled(Double(bytes), unit: "B") }
    let rate = { (bytes: Int) in
      amount(bytes) + ", " + NumberText.scaled(Double(bytes) / seconds, unit: "B/s")
    }
    print("documents  \(NumberText.grouped(documents)), problems \(NumberText.grouped(problems))")
    // How much of a database a query reads is not known.
    if query == nil { print("read       " + rate(reader.progress.bytesRead)) }
    print("text       " + rate(textBytes))
    print("memory     " + (PeakMemory.bytes.map(amount) ?? "not known"))
  }
}
