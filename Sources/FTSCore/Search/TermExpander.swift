import FTSAnalysis
import FTSAutomata

/// Finds the terms that a place of a clause stands for, and makes one posting list of theirs. Holds memory that is used
/// again from query to query; one per thread.
final class TermExpander {
  let tokenizer: Tokenizer
  /// Forms and terms met so far, in dictionaries, values and texts.
  var vocabulary = Vocabulary()
  private var union = PostingUnion()
  /// Of the search that is being bound.
  var watch = DeadlineWatch()
  /// See `SearchOptions`.
  var maximumForms = Int.max

  init(_ tokenizer: Tokenizer) { self.tokenizer = tokenizer }

  /// The terms of the forms that `pattern` describes in any segment, bound as one term.
  ///
  /// - Parameters:
  ///   - bm25: parameters of scoring; bounds are computed with each segment's mean length, as on disk.
  ///   - hasPositions: whether positions will be asked for.
  /// - Throws: also `tooManyForms`, and `deadlineExceeded`: with some of the terms alone, what is excluded would be found.
  func expand(
    _ pattern: FormPattern, _ snapshot: Snapshot, bm25: BM25, _ weights: FieldWeights, hasPositions: Bool
  ) throws(IndexError) -> QueryWeight.Term {
    let (forms, terms) = try terms(of: pattern, snapshot)
    return try unite(terms, forms: forms, snapshot, bm25: bm25, weights, hasPositions: hasPositions)
  }

  /// Terms bound as one.
  ///
  /// - Parameters:
  ///   - terms: ascending.
  ///   - forms: how many forms they were found by.
  func unite(
    _ terms: [[UInt8]], forms: Int? = nil, _ snapshot: Snapshot, bm25: BM25, _ weights: FieldWeights,
    hasPositions: Bool
  ) throws(IndexError) -> QueryWeight.Term {
    var expanded = QueryWeight.Term(documentFrequency: 0, postings: [])
    let expansion = TermExpansion(forms: forms, terms: terms)
    for segment in snapshot.segments {
      var lists: [QueryWeight.Postings] = []
      for term in terms {
        if watch.isUpAtNextBlock() { throw .deadlineExceeded }
        guard let info = try segment.termInfo(term) else { continue }
        lists.append(
          QueryWeight.Postings(
            documentFrequency: info.documentFrequency, list: try segment.postingList(info)))
      }
      if lists.count > 1 {
        let bounds = ImpactBounds(
          lengthCodes: Array(segment.lengths.array.prefix(segment.info.documents)),
          bm25: BM25(k1: bm25.k1, b: bm25.b, averageLength: segment.info.boundsAverageLength),
          weights: weights)
        var list = ByteWriter()
        let summary = try encode(lists, segment, bounds, hasPositions: hasPositions, into: &list)
        lists = [try expansion.keep(list.bytes, summary, segment)]
      }
      expanded.postings.append(lists.first)
      expanded.documentFrequency += lists.first?.documentFrequency ?? 0
    }
    expanded.expansion = expansion
    return expanded
  }

  /// How many forms a pattern describes, and their terms, ascending.
  private func terms(
    of pattern: FormPattern, _ snapshot: Snapshot
  ) throws(IndexError) -> (forms: Int, terms: [[UInt8]]) {
    var filter = pattern.filter
    var forms = ByteStringTable(capacity: 16)
    var numbers: Set<UInt32> = []
    for segment in snapshot.segments {
      try segment.forEachForm(&filter, while: { forms.count <= maximumForms && !watch.look() }) { form, _ in
        if forms.intern(form).isNew { numbers.insert(vocabulary.termNumber(of: form, tokenizer)) }
      }
      if forms.count > maximumForms {
        throw .tooManyForms(pattern: pattern.description, limit: maximumForms)
      }
      if watch.isUp { throw .deadlineExceeded }
    }
    let terms = numbers.map { vocabulary.terms.string(Int($0)) }
    return (forms.count, terms.sorted { $0.lexicographicallyPrecedes($1) })
  }

  /// Makes one list of several.
  private func encode(
    _ lists: [QueryWeight.Postings], _ segment: SegmentReader, _ bounds: ImpactBounds, hasPositions: Bool,
    into writer: inout ByteWriter
  ) throws(IndexError) -> PostingListEncoder.Summary {
    var encoder = PostingListEncoder(bounds)
    if hasPositions {
      let occurrences = try occurrences(lists, segment)
      return encoder.encode(occurrences.span, into: &writer)
    }
    union.begin(documents: segment.info.documents)
    for list in lists {
      try watch.check()
      guard union.add(list.list) else { throw segment.damaged("postings") }
    }
    return encoder.encode(union.postings(), into: &writer)
  }

  /// Every occurrence in its place: for what stands in a phrase.
  private func occurrences(
    _ lists: [QueryWeight.Postings], _ segment: SegmentReader
  ) throws(IndexError) -> [Occurrence] {
    var occurrences: [Occurrence] = []
    var isSound = true
    for list in lists {
      try watch.check()
      list.list.forEachPosting { document, frequencies, positions in
        guard Int(document) < segment.info.documents else { return isSound = false }
        PositionDecoder.forEachPosition(frequencies, &positions) { field, position in
          occurrences.append(Occurrence(document: document, field: field, position: position))
        }
      }
    }
    guard isSound, !occurrences.isEmpty else { throw segment.damaged("postings") }
    occurrences.sort { ($0.document, $0.place) < ($1.document, $1.place) }
    return occurrences
  }
}
