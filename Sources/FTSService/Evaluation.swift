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
  /// - Parameters:
  ///   - reader: of the index.
  ///   - dictionaries: that searches go by.
  ///   - proximity: see `SearchOptions`.
  ///   - body: Receives each query's hits, best first, in the order of the queries.
  public func run(
    on reader: IndexReader, _ dictionaries: SearchDictionaries = SearchDictionaries(),
    proximity: Double = SearchOptions.tunedProximity,
    _ body: (EvaluationQuery, [Hit]) -> Void = { _, _ in }
  ) throws(IndexError) -> EvaluationReport {
    var options = SearchOptions()
    options.limit = 1_000
    options.countsTotal = false
    options.makesSnippets = false
    options.dictionaries = dictionaries
    options.proximity = proximity
    var report = EvaluationReport()
    for query in queries {
      let words = try Self.words(of: query.text, analyzer: reader.settings.analyzer)
      let hits = words.clauses.isEmpty ? [] : try reader.search(words, options: options).hits
      report.byQuery[query.id] = metrics(of: query, hits.map(\.document.id))
      body(query, hits)
    }
    return report
  }

  /// Measures rankings of the same queries that were made elsewhere; a query that has none is one that finds nothing.
  public func measure(_ run: TRECRun) -> EvaluationReport {
    var report = EvaluationReport()
    for query in queries { report.byQuery[query.id] = metrics(of: query, run.rankings[query.id] ?? []) }
    return report
  }

  private func metrics(of query: EvaluationQuery, _ ranking: [String]) -> RankingMetrics {
    RankingMetrics(ranking: ranking, grades: judgements.grades[query.id] ?? [:])
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
  /// By the id of the query, of those that have judgements.
  public internal(set) var byQuery: [String: RankingMetrics] = [:]

  /// Means over the queries.
  public var metrics: RankingMetrics {
    RankingMetrics(averageOf: byQuery.sorted { $0.key < $1.key }.map(\.value))
  }
  /// How many queries there are.
  public var queries: Int { byQuery.count }
}

extension EvaluationReport: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    let metrics = metrics
    writer.object { writer in
      for measure in RankingMeasure.allCases { writer.member(measure.rawValue, metrics[measure]) }
      writer.member("queries", queries)
    }
  }
}
