/// What rankings are measured by; see `RankingMetrics`.
public enum RankingMeasure: String, CaseIterable, Sendable {
  /// `RankingMetrics.nDCG10`.
  case nDCG10 = "ndcg_10"
  /// `RankingMetrics.averagePrecision`.
  case averagePrecision = "map"
  /// `RankingMetrics.precision10`.
  case precision10 = "p_10"
  /// `RankingMetrics.recall100`.
  case recall100 = "recall_100"
  /// `RankingMetrics.recall1000`.
  case recall1000 = "recall_1000"

  /// As people write it.
  public var title: String {
    switch self {
    case .nDCG10: "nDCG@10"
    case .averagePrecision: "MAP"
    case .precision10: "P@10"
    case .recall100: "recall@100"
    case .recall1000: "recall@1000"
    }
  }
}

extension RankingMetrics {
  /// The value of a measure.
  public subscript(measure: RankingMeasure) -> Double {
    switch measure {
    case .nDCG10: nDCG10
    case .averagePrecision: averagePrecision
    case .precision10: precision10
    case .recall100: recall100
    case .recall1000: recall1000
    }
  }
}
