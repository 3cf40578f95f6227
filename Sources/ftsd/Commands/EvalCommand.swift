import ArgumentParser
import FTSCore
import FTSProtocol
import FTSService

/// `ftsd eval`.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Measure rankings against relevance judgements.",
    discussion: """
      Searches for the best 1,000 documents of every judged query, its text taken as plain words, \
      and prints nDCG@10, MAP, P@10 and recall as trec_eval defines them.

        ftsd index --index /tmp/scifact corpus.jsonl
        ftsd eval --index /tmp/scifact --queries queries.jsonl --qrels qrels.tsv

      Queries are JSON Lines with _id and text (BEIR), or lines id:text or id<TAB>text; judgements \
      are lines of query, document and grade (BEIR), or query, 0, document and grade (TREC).
      """)

  @OptionGroup var location: IndexLocation

  @Option(help: ArgumentHelp("The queries.", valueName: "file"), completion: .file())
  var queries: String

  @Option(help: ArgumentHelp("The judgements.", valueName: "file"), completion: .file())
  var qrels: String

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("Write the rankings there, in TREC's format.", valueName: "file"), completion: .file())
  var rankings: String?

  @Flag(help: "Print the measures as JSON.")
  var json = false

  func run() throws {
    let reader = try location.openReader()
    var lines = ""
    let report: EvaluationReport
    do {
      let evaluation = Evaluation(
        queries: try EvaluationQuery.parse(Files.read(queries), file: queries),
        judgements: try Judgements(parsing: Files.read(qrels), file: qrels))
      report = try evaluation.run(on: reader) { query, hits in
        if rankings != nil { lines += TRECRun.lines(query: query.id, hits: hits) }
      }
    } catch let error as EvaluationInputError {
      throw Failure(error)
    } catch let error as IndexError {
      throw Failure(error)
    }
    if let rankings { try Files.write(Array(lines.utf8), to: rankings) }
    guard report.queries > 0 else { throw Failure(.badData, "no query in \(queries) is judged in \(qrels)") }
    try StandardOutput.write(
      json ? JSONWriter.encode(report) + [UInt8(ascii: "\n")] : Array(EvaluationPrinter.text(report).utf8))
  }
}
