import FTSAnalysis
public import FTSCore
import FTSDocument
package import FTSProtocol
import FTSQuery

/// Runs the queries of a test collection and measures the rankings against its judgements.
public struct Evaluation: Sendable {
  private let queries: [EvaluationQuery]
  private let judgements: Judgements

  /// Queries without judgements are left out.
  public init(queries: [EvaluationQuery], judgements: Judgements) {
    self.queries = queries.filter { judgements.grades[$0.id] != nil }
    self.judgements = judgements
  }

  /// Searches for the best 1,000 documents of every query.
  ///
  /// - Parameter body: Receives each query's hits, best first, in the order of the queries.
  public func run(
    on reader: IndexReader, _ body: (EvaluationQuery, [Hit]) -> Void = { _, _ in }
  ) throws(IndexError) -> EvaluationReport {
    var options = SearchOptions()
    options.limit = 1_000
    options.countsTotal = false
    options.makesSnippets = false
    var metrics: [RankingMetrics] = []
    for query in queries {
      let words = try Self.words(of: query.text, analyzer: reader.settings.analyzer)
      let hits = words.clauses.isEmpty ? [] : try reader.search(words, options: options).hits
      metrics.append(
        RankingMetrics(ranking: hits.map(\.document.id), grades: judgements.grades[query.id] ?? [:]))
      body(query, hits)
    }
    return EvaluationReport(metrics: RankingMetrics(averageOf: metrics), queries: metrics.count)
  }

  /// One optional clause for each token, none of the text taken for an operator.
  static func words(of text: String, analyzer name: String) throws(IndexError) -> Query {
    guard let analyzer = Analyzer.named(name) else {
      throw .invalidSetting("this ftsd has no analyzer named '\(name)'")
    }
    let utf8 = Array(text.utf8)
    return Query(
      clauses: analyzer.tokens(in: text).map { token in
        Query.Clause(.should, .word(String(decoding: utf8[token.start..<token.end], as: UTF8.self)))
      })
  }
}

/// The measures of a run over a test collection.
public struct EvaluationReport: Equatable, Sendable {
  /// Means over the queries.
  public var metrics: RankingMetrics
  /// Queries that have judgements.
  public var queries: Int
}

extension EvaluationReport: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("ndcg_10", metrics.nDCG10)
      $0.member("map", metrics.averagePrecision)
      $0.member("p_10", metrics.precision10)
      $0.member("recall_100", metrics.recall100)
      $0.member("recall_1000", metrics.recall1000)
      $0.member("queries", queries)
    }
  }
}
