import Glibc

/// How good one ranking, or a set of them on average, is; each from 0 to 1. Defined as in
/// trec_eval (https://github.com/usnistgov/trec_eval): `ndcg_cut_10`, `map`, `P_10`, `recall_100`
/// and `recall_1000`.
public struct RankingMetrics: Equatable, Sendable {
  /// Normalised discounted cumulative gain of the first 10: the gain of a document is its grade,
  /// its discount log2(rank + 1), and the ideal ranking has 1.
  public var nDCG10 = 0.0
  /// Mean over the relevant documents of the precision at their ranks; 0 for those not found.
  public var averagePrecision = 0.0
  /// Relevant documents among the first 10, over 10.
  public var precision10 = 0.0
  /// Part of the relevant documents that is among the first 100.
  public var recall100 = 0.0
  /// Part of the relevant documents that is among the first 1,000.
  public var recall1000 = 0.0

  init() {}

  /// - Parameters:
  ///   - ranking: Ids of documents, best first, each once.
  ///   - grades: Grades of the judged documents by id.
  public init(ranking: [String], grades: [String: Int]) {
    let relevant = grades.values.count { $0 > 0 }
    guard relevant > 0 else { return }
    var found = 0
    var found10 = 0
    var found100 = 0
    var precisions = 0.0
    for (index, id) in ranking.prefix(1_000).enumerated() where grades[id, default: 0] > 0 {
      found += 1
      precisions += Double(found) / Double(index + 1)
      if index < 10 { found10 = found }
      if index < 100 { found100 = found }
    }
    let ideal = Self.discountedGain(grades.values.sorted(by: >))
    nDCG10 = Self.discountedGain(ranking.prefix(10).map { grades[$0, default: 0] }) / ideal
    averagePrecision = precisions / Double(relevant)
    precision10 = Double(found10) / 10
    recall100 = Double(found100) / Double(relevant)
    recall1000 = Double(found) / Double(relevant)
  }

  private static func discountedGain(_ grades: [Int]) -> Double {
    grades.prefix(10).enumerated().reduce(0) { $0 + Double(max(0, $1.element)) / log2(Double($1.offset + 2)) }
  }

  /// The mean over several rankings.
  init(averageOf metrics: [RankingMetrics]) {
    guard !metrics.isEmpty else { return }
    func mean(_ metric: KeyPath<RankingMetrics, Double>) -> Double {
      metrics.reduce(0) { $0 + $1[keyPath: metric] } / Double(metrics.count)
    }
    nDCG10 = mean(\.nDCG10)
    averagePrecision = mean(\.averagePrecision)
    precision10 = mean(\.precision10)
    recall100 = mean(\.recall100)
    recall1000 = mean(\.recall1000)
  }
}
