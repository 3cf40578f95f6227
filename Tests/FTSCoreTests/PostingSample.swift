import FTSTestSupport

@testable import FTSCore

/// Random occurrences of one term, encoded, to be compared with what is read back.
struct PostingSample {
  /// Where an occurrence is.
  struct Place: Equatable {
    var document: DocID
    var field: Field
    var position: Int
  }

  let places: [Place]
  let lengthCodes: [UInt8]
  let bm25: BM25
  let weights = FieldWeights()
  private(set) var summary: PostingListEncoder.Summary
  private(set) var bytes: [UInt8]

  var blocks: Int { Grid.blocks(lengthCodes.count) }

  /// By document, its frequencies.
  let frequencies: [DocID: FieldFrequencies]

  /// The documents of `documents`, each a random number of times in random fields.
  init(
    _ documents: [Int], of count: Int, bodyLimit: Int = 5, form: PostingList.Form? = nil,
    _ generator: inout SeededGenerator
  ) {
    var places: [Place] = []
    for document in documents {
      var wanted = FieldFrequencies(body: generator.chance(0.7) ? 1 : generator.number(0...bodyLimit))
      if generator.chance(0.1) { wanted.title = generator.number(1...3) }
      if generator.chance(0.05) || wanted.total == 0 { wanted.author = generator.number(1...200) }
      for field in Field.allCases {
        var position = generator.chance(0.01) ? 1 << 20 : 0
        for _ in 0..<wanted[field] {
          places.append(Place(document: DocID(document), field: field, position: position))
          position += generator.number(1...300)
        }
      }
    }
    self.init(places, lengthCodes: (0..<count).map { _ in UInt8(generator.number(1...120)) }, form: form)
  }

  /// - Parameter form: sparse or dense, to have the list in that form if it fits, however often the
  ///   term occurs; by default, the form that the engine chooses.
  init(_ places: [Place], lengthCodes: [UInt8], form: PostingList.Form? = nil) {
    self.places = places
    self.lengthCodes = lengthCodes
    frequencies = places.reduce(into: [:]) { $0[$1.document, default: FieldFrequencies()][$1.field] += 1 }
    bm25 = BM25(k1: 1.2, b: 0.75, averageLength: 50)
    let occurrences = places.map { Occurrence(document: $0.document, field: $0.field, position: $0.position) }
    var writer = ByteWriter()
    var encoder = PostingListEncoder(ImpactBounds(lengthCodes: lengthCodes, bm25: bm25, weights: weights))
    summary = encoder.encode(occurrences.span, into: &writer)
    bytes = writer.bytes
    if let form, form != summary.form, let other = encoded(in: form) {
      summary.form = form
      bytes = other
    }
  }

  /// The list as its form's own encoder writes it; `nil` where it does not fit.
  private func encoded(in form: PostingList.Form) -> [UInt8]? {
    let postings = Dictionary(grouping: places, by: \.document).sorted { $0.key < $1.key }
    var writer = ByteWriter()
    var term = TermPostings()
    for (document, places) in postings {
      term.append(
        document, frequencies[document] ?? FieldFrequencies(), positions: Self.encodedPositions(places))
    }
    let impacts = ImpactBounds(lengthCodes: lengthCodes, bm25: bm25, weights: weights)
    switch form {
    case .short: return nil
    case .sparse:
      var sparse = SparseListEncoder()
      return sparse.encode(term, impacts, into: &writer) ? writer.bytes : nil
    case .dense:
      var dense = DenseListEncoder(blocks: blocks)
      dense.encode(term, impacts, into: &writer)
      return withBlob(writer.bytes) { DenseList($0, blocks: blocks) != nil } ? writer.bytes : nil
    }
  }

  private static func encodedPositions(_ places: [Place]) -> [UInt8] {
    var writer = ByteWriter()
    var previous: Place?
    for place in places {
      writer.varint(place.position - (previous?.field == place.field ? previous?.position ?? 0 : 0))
      previous = place
    }
    return writer.bytes
  }

  /// The impact of the term in a document that has it.
  func impact(_ document: DocID) -> Float {
    bm25.impact(
      (frequencies[document] ?? FieldFrequencies()).weighted(weights),
      lengthCode: lengthCodes[Int(document)])
  }

  /// Passes the list to `body`; `nil` where the bytes cannot be one.
  func withList<R>(_ body: (PostingList?) throws -> R) rethrows -> R {
    try withBlob(bytes) { bytes in
      switch summary.form {
      case .short: try body(ShortList(bytes, count: summary.documentFrequency).map { .short($0) })
      case .sparse: try body(SparseList(bytes).map { .sparse($0) })
      case .dense: try body(DenseList(bytes, blocks: blocks).map { .dense($0) })
      }
    }
  }

  /// Passes the lists of all samples to `body`; those that cannot be read are left out.
  static func withLists(
    _ samples: some Collection<PostingSample>, _ lists: [PostingList] = [],
    _ body: ([PostingList]) throws -> Void
  ) rethrows {
    guard let first = samples.first else { return try body(lists) }
    try first.withList { list in
      try withLists(samples.dropFirst(), lists + (list.map { [$0] } ?? []), body)
    }
  }

  /// The occurrences as they are read back.
  var decoded: [Place] {
    var decoded: [Place] = []
    withList { list in
      list?.forEachPosting { document, frequencies, positions in
        PositionDecoder.forEachPosition(frequencies, &positions) {
          decoded.append(Place(document: document, field: $0, position: $1))
        }
      }
    }
    return decoded
  }
}
