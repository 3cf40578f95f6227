public import FTSCore
import FTSDocument

/// Rankings in the format that trec_eval reads.
public enum TRECRun {
  /// One line for each hit: query, `Q0`, document, rank from 1, score, name of the run.
  public static func lines(query: String, hits: [Hit]) -> String {
    hits.enumerated().map { "\(query) Q0 \($1.document.id) \($0 + 1) \($1.score) ftsd\n" }.joined()
  }
}
