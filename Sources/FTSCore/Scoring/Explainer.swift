import FTSQuery

/// Tells how the score of a document came about, by the slow and plain way.
struct Explainer {
  private let weight: QueryWeight
  private let segment: SegmentReader

  init(_ weight: QueryWeight, _ segment: SegmentReader) {
    self.weight = weight
    self.segment = segment
  }

  /// The contributions of the clauses that match, added in units as evaluation does.
  func explain(_ document: DocID, _ snapshot: Snapshot) throws(IndexError) -> Explanation {
    let lengthCode = segment.lengths[Int(document)]
    var explanation = Explanation(
      score: 0, contributions: [], length: Float(LengthCode.decode(lengthCode)),
      averageLength: weight.bm25.averageLength, k1: weight.bm25.k1, b: weight.bm25.b,
      documentCount: snapshot.manifest.documents)
    var units: UInt32 = 0
    for (number, clause) in weight.plan.clauses.enumerated() where clause.occurrence != .mustNot {
      let weighted = weight.clauses[number]
      guard let frequencies = try frequencies(of: weighted, in: document), frequencies.total > 0 else {
        continue
      }
      let frequency = frequencies.weighted(weight.fieldWeights)
      let impact = weight.bm25.impact(frequency, lengthCode: lengthCode)
      let contribution = ScoreScale.contribution(
        ScoreScale.fraction(impact), weight: weight.scale.units(ofWeight: weighted.weight))
      units += contribution
      explanation.contributions.append(
        Explanation.Contribution(
          clause: clause.description, bodyFrequency: frequencies.body, titleFrequency: frequencies.title,
          authorFrequency: frequencies.author, weightedFrequency: frequency,
          documentFrequency: clause.isPhrase ? 0 : weighted.terms[0].documentFrequency, idf: weighted.weight,
          score: weight.scale.score(contribution)))
    }
    explanation.score = weight.scale.score(units)
    return explanation
  }

  /// How often the clause's term or phrase occurs, or `nil` where it does not.
  private func frequencies(
    of clause: QueryWeight.Clause, in document: DocID
  ) throws(IndexError) -> FieldFrequencies? {
    var lists: [PostingList] = []
    for term in clause.terms {
      guard let postings = term.postings[segment.index] else { return nil }
      lists.append(postings.list)
    }
    guard lists.count > 1 else { return lists[0].frequencies(in: document) }
    // The places at which the phrase would begin, by each of its terms.
    var starts: Set<[Int]>?
    for (index, list) in lists.enumerated() {
      let own = Set(list.positions(in: document).map { [Int($0.field.rawValue), $0.position - index] })
      starts = starts?.intersection(own) ?? own
    }
    var frequencies = FieldFrequencies()
    for start in starts ?? [] {
      if let field = Field(rawValue: UInt8(start[0])) { frequencies[field] += 1 }
    }
    return frequencies
  }
}
