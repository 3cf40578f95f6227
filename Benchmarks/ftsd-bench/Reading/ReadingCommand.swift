import ArgumentParser
import FTSCorpus
import FTSDocument

/// `ftsd-bench reading`: what it takes to make documents of sources, without an index.
struct ReadingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reading", abstract: "Measure reading sources alone.",
    discussion: """
      Reads the sources as ftsd index does, on one thread, and drops the documents. Told are bytes of the files \
      as they lie on disk, and of text: title, author and body. The memory is the process's at its peak.
      """)

  @Argument(help: "Files and directories.")
  var sources: [String]

  func run() throws {
    let reader = DocumentReader(sources: sources)
    var documents = 0
    var textBytes = 0
    var problems = 0
    let clock = ContinuousClock()
    let time = clock.measure {
      reader.forEach { event in
        switch event {
        case .document(let document):
          documents += 1
          textBytes += document.textBytes
        case .problem: problems += 1
        }
      }
    }
    let seconds = time / .seconds(1)
    let amount = { (bytes: Int) in NumberText.scaled(Double(bytes), unit: "B") }
    let rate = { (bytes: Int) in
      amount(bytes) + ", " + NumberText.scaled(Double(bytes) / seconds, unit: "B/s")
    }
    print("documents  \(NumberText.grouped(documents)), problems \(NumberText.grouped(problems))")
    print("read       " + rate(reader.progress.bytesRead))
    print("text       " + rate(textBytes))
    print("memory     " + (PeakMemory.bytes.map(amount) ?? "not known"))
  }
}
