public import FTSCore
import FTSDocument

/// Rankings in the format that trec_eval reads.
public struct TRECRun: Equatable, Sendable {
  /// By query the ids of documents, best first.
  public let rankings: [String: [String]]

  /// One line for each hit: query, `Q0`, document, rank from 1, score, name of the run.
  public static func lines(query: String, hits: [Hit]) -> String {
    hits.enumerated().map { "\(query) Q0 \($1.document.id) \($0 + 1) \($1.score) ftsd\n" }.joined()
  }

  /// Reads such lines, in any order. What counts are the scores, as for trec_eval, and of equal ones the ranks.
  ///
  /// - Parameter file: What to call the file in errors.
  public init(parsing bytes: [UInt8], file: String) throws(EvaluationInputError) {
    var found: [String: [String: (score: Double, rank: Int)]] = [:]
    for (number, line) in TextLines(bytes) {
      func error(_ reason: String) -> EvaluationInputError {
        EvaluationInputError(file: file, line: number, reason: reason)
      }
      let columns = line.split(whereSeparator: \.isWhitespace).map(String.init)
      guard columns.count == 6 else { throw error("expected 6 columns, there are \(columns.count)") }
      guard let rank = Int(columns[3]) else { throw error("the rank '\(columns[3])' is not a whole number") }
      guard let score = Double(columns[4]), !score.isNaN else {
        throw error("the score '\(columns[4])' is not a number")
      }
      guard found[columns[0], default: [:]].updateValue((score, rank), forKey: columns[2]) == nil else {
        throw error("document \(columns[2]) is there twice for query \(columns[0])")
      }
    }
    rankings = found.mapValues { hits in
      hits.sorted { ($1.value.score, $0.value.rank, $0.key) < ($0.value.score, $1.value.rank, $1.key) }.map(
        \.key)
    }
  }
}
