package import FTSProtocol

/// Two sets of rankings for the same queries, side by side.
public struct EvaluationComparison: Equatable, Sendable {
  /// What a measure says of both.
  public struct Row: Equatable, Sendable {
    /// Which measure it is.
    public var measure: RankingMeasure
    /// Mean of these rankings, and of those that they are compared with.
    public var value: Double
    /// Mean of those.
    public var other: Double
    /// Probability that chance alone makes means differ as much; see `RandomizationTest`.
    public var p: Double
  }

  /// One for each measure.
  public private(set) var rows: [Row] = []
  /// Queries for which these rankings have the greater nDCG@10.
  public private(set) var better = 0
  /// Queries for which they have the smaller.
  public private(set) var worse = 0
  /// Queries for which both have the same.
  public private(set) var equal = 0

  /// Compares reports of the same judged queries.
  public init(_ report: EvaluationReport, with other: EvaluationReport) {
    let pairs = report.byQuery.map { ($1, other.byQuery[$0] ?? RankingMetrics()) }
    for (one, other) in pairs {
      if one.nDCG10 == other.nDCG10 {
        equal += 1
      } else if one.nDCG10 > other.nDCG10 {
        better += 1
      } else {
        worse += 1
      }
    }
    for measure in RankingMeasure.allCases {
      let differences = pairs.map { $0[measure] - $1[measure] }.sorted()
      rows.append(
        Row(
          measure: measure, value: report.metrics[measure], other: other.metrics[measure],
          p: RandomizationTest.p(differences)))
    }
  }
}

extension EvaluationComparison: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      for row in rows {
        writer.key(row.measure.rawValue)
        writer.object {
          $0.member("value", row.value)
          $0.member("other", row.other)
          $0.member("p", row.p)
        }
      }
      writer.member("queries", better + worse + equal)
      writer.member("better", better)
      writer.member("worse", worse)
      writer.member("equal", equal)
    }
  }
}
