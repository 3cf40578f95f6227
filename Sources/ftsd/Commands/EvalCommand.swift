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

      Two settings, or two engines, are compared by rankings of one that were written with --run:

        ftsd eval --index /tmp/other --queries queries.jsonl --qrels qrels.tsv --run other.run
        ftsd eval --index /tmp/scifact --queries queries.jsonl --qrels qrels.tsv --against other.run

      So is what dictionaries do, with --synonyms or --stop-words, and --proximity.

      p is the probability that chance alone makes the means differ as much (Fisher's randomisation \
      test over the queries); below 0.05 one speaks of a difference.
      """)

  @OptionGroup var location: IndexLocation

  @OptionGroup var dictionaries: DictionaryFiles

  @Option(
    help: ArgumentHelp(
      "What phrases of neighbouring words weigh beside the words, at least 0.", valueName: "weight"))
  var proximity = SearchOptions.tunedProximity

  @Option(help: ArgumentHelp("The queries.", valueName: "file"), completion: .file())
  var queries: String

  @Option(help: ArgumentHelp("The judgements.", valueName: "file"), completion: .file())
  var qrels: String

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("Write the rankings there, in TREC's format.", valueName: "file"), completion: .file())
  var rankings: String?

  @Option(
    help: ArgumentHelp("Compare with the rankings in this file, in TREC's format.", valueName: "file"),
    completion: .file())
  var against: String?

  @Flag(help: "Print the measures as JSON.")
  var json = false

  func run() throws {
    let reader = try location.openReader()
    var lines = ""
    let report: EvaluationReport
    var comparison: EvaluationComparison?
    let dictionaries = try dictionaries.read(for: reader)
    do {
      let evaluation = Evaluation(
        queries: try EvaluationQuery.parse(Files.read(queries), file: queries),
        judgements: try Judgements(parsing: Files.read(qrels), file: qrels))
      let other = try against.map { try evaluation.measure(TRECRun(parsing: Files.read($0), file: $0)) }
      report = try evaluation.run(on: reader, dictionaries, proximity: proximity) { query, hits in
        if rankings != nil { lines += TRECRun.lines(query: query.id, hits: hits) }
      }
      comparison = other.map { EvaluationComparison(report, with: $0) }
    } catch let error as EvaluationInputError {
      throw Failure(error)
    } catch let error as IndexError {
      throw Failure(error)
    }
    if let rankings { try Files.write(Array(lines.utf8), to: rankings) }
    guard report.queries > 0 else { throw Failure(.badData, "no query in \(queries) is judged in \(qrels)") }
    if let comparison {
      try write(comparison, EvaluationPrinter.text(comparison))
    } else {
      try write(report, EvaluationPrinter.text(report))
    }
  }

  private func write(_ value: some JSONEncodable, _ text: String) throws {
    try StandardOutput.write(json ? JSONWriter.encode(value) + [UInt8(ascii: "\n")] : Array(text.utf8))
  }
}
