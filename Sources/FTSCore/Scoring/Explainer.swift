import FTSQuery

/// Tells how the score of a document came about, by the slow and plain way.
struct Explainer {
  private let weight: QueryWeight
  let segment: SegmentReader
  private let filters: [SegmentFilter]
  private let values: ScoreBoosts.SegmentValues

  /// - Parameter segment: of the documents to explain.
  init(_ weight: QueryWeight, _ segment: SegmentReader) throws(IndexError) {
    self.weight = weight
    self.segment = segment
    filters = weight.filters(in: segment)
    values = try weight.boosts.values(segment)
  }

  /// The contributions of the clauses that count, added in units as evaluation does.
  ///
  /// - Parameter score: that the document was found with, in units: if it is more than that of the words, it was scored again.
  func explain(_ document: DocID, score: UInt32, _ snapshot: Snapshot) -> Explanation {
    let lengthCode = segment.lengths[Int(document)]
    var explanation = Explanation(
      score: 0, contributions: [], length: Float(LengthCode.decode(lengthCode)),
      averageLength: weight.bm25.averageLength, k1: weight.bm25.k1, b: weight.bm25.b,
      documentCount: snapshot.manifest.documents)
    var units = add(weight, filters, document, to: &explanation)
    if let phrases = weight.rescoring?.phrases, units != ScoreScale.significant(score) {
      units = ScoreScale.significant(units + add(phrases, [], document, to: &explanation))
    }
    explanation.factors = weight.boosts.factors(of: Int(document), values).map {
      Explanation.Factor(boost: $0.boost, factor: $0.factor)
    }
    explanation.score = weight.scale.score(units)
    return explanation
  }

  /// Adds the contributions of a query's clauses; returns the score they make, in units.
  private func add(
    _ weight: QueryWeight, _ filters: [SegmentFilter], _ document: DocID, to explanation: inout Explanation
  ) -> UInt32 {
    let lengthCode = segment.lengths[Int(document)]
    let matches = PlanMatches(weight, filters, segment, document)
    var units: UInt32 = 0
    func add(
      _ number: Int, _ frequencies: FieldFrequencies, weight clauseWeight: Float, byReviewTitle: Bool = false
    ) {
      let clause = weight.plan.clauses[number]
      let weighted = weight.clauses[number]
      let frequency = frequencies.weighted(weight.fieldWeights)
      let impact = weight.bm25.impact(frequency, lengthCode: lengthCode)
      let contribution = ScoreScale.contribution(
        ScoreScale.fraction(impact), weight: weight.scale.units(ofWeight: clauseWeight))
      units += contribution
      let expansions = weighted.terms.compactMap(\.expansion)
      explanation.contributions.append(
        Explanation.Contribution(
          clause: clause.description,
          forms: expansions.compactMap(\.forms).isEmpty ? nil : expansions.reduce(0) { $0 + ($1.forms ?? 0) },
          terms: expansions.isEmpty ? nil : expansions.reduce(0) { $0 + $1.terms.count },
          byReviewTitle: byReviewTitle, bodyFrequency: byReviewTitle ? 0 : frequencies.body,
          titleFrequency: frequencies.title,
          authorFrequency: frequencies.author, weightedFrequency: frequency,
          documentFrequency: clause.isOfSeveral ? 0 : weighted.terms[0].documentFrequency,
          idf: clauseWeight,
          score: weight.scale.score(contribution)))
    }
    for number in matches.scoringClauses {
      let frequencies = matches.frequencies[number]
      if frequencies.total > 0 { add(number, frequencies, weight: weight.clauses[number].weight) }
      if matches.isTitled[number] {
        // As if it stood once in the body.
        add(
          number, FieldFrequencies(body: 1), weight: weight.clauses[number].titleWeight, byReviewTitle: true)
      }
    }
    return ScoreScale.significant(weight.boosts.boosted(units, Int(document), values))
  }
}
