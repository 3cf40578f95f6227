/// All that matches a query, as the oracle found it.
public struct OracleAnswer: Equatable, Sendable {
  /// One document that matches.
  public struct Hit: Equatable, Sendable {
    /// Position of the document in index order.
    public var index: Int
    /// Its id.
    public var id: String
    /// Its score.
    public var score: Double

    /// A hit of the document at `index`.
    public init(index: Int, id: String, score: Double) {
      self.index = index
      self.id = id
      self.score = score
    }
  }

  /// Best first; of equal scores in index order.
  public var hits: [Hit]
  /// Number of documents that match.
  public var total: Int { hits.count }

  /// How far a score may be off for being made of whole numbers, which the greatest score of the query fills.
  public var rounding: Double

  /// An answer of `hits`, in the order of `hits`.
  public init(hits: [Hit], rounding: Double = 0) {
    self.hits = hits
    self.rounding = rounding
  }

  /// Why `found` is not the answer's best `limit` hits after the first `offset`, or `nil` where
  /// it is.
  ///
  /// The engine computes in 32-bit floating point, so that documents whose scores are closer
  /// than `tolerance`, relative to the score, or than `rounding`, may change places; nothing else may. Where two of
  /// the scores found are equal, index order decides.
  public func disagreement(
    with found: [(id: String, score: Float)], limit: Int, offset: Int = 0, tolerance: Double = 1e-5
  ) -> String? {
    let expected = Array(hits.dropFirst(offset).prefix(limit))
    guard found.count == expected.count else { return "\(found.count) hits, expected \(expected.count)" }
    let byID = Dictionary(uniqueKeysWithValues: hits.map { ($0.id, $0) })
    guard Set(found.map(\.id)).count == found.count else { return "a document twice in \(found.map(\.id))" }
    var previous: (index: Int, score: Float)?
    for (rank, (hit, wanted)) in zip(found, expected).enumerated() {
      guard let known = byID[hit.id] else { return "rank \(rank): \(hit.id) does not match" }
      for score in [known.score, wanted.score]
      where !(abs(Double(hit.score) - score) <= max(tolerance * max(score, 1e-3), rounding)) {
        return "rank \(rank): \(hit.id) scores \(hit.score), expected \(wanted.id) with \(wanted.score); "
          + "\(hit.id) should score \(known.score)"
      }
      if let previous, (previous.score, known.index) < (hit.score, previous.index) {
        return "rank \(rank): \(hit.id) with \(hit.score) comes after \(previous.score), out of order"
      }
      previous = (known.index, hit.score)
    }
    return nil
  }
}
