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
  let summary: PostingListEncoder.Summary
  let bytes: [UInt8]

  var blocks: Int { Grid.blocks(lengthCodes.count) }

  /// By document, its frequencies.
  var frequencies: [DocID: FieldFrequencies] {
    places.reduce(into: [:]) { $0[$1.document, default: FieldFrequencies()][$1.field] += 1 }
  }

  /// The documents of `documents`, each a random number of times in random fields.
  init(
    _ documents: [Int], of count: Int, bodyLimit: Int = 5, _ generator: inout SeededGenerator
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
    self.init(places, lengthCodes: (0..<count).map { _ in UInt8(generator.number(1...120)) })
  }

  init(_ places: [Place], lengthCodes: [UInt8]) {
    self.places = places
    self.lengthCodes = lengthCodes
    bm25 = BM25(k1: 1.2, b: 0.75, averageLength: 50)
    var encoder = PostingListEncoder(lengthCodes: lengthCodes, bm25: bm25, weights: weights)
    var writer = ByteWriter()
    let occurrences = places.map { Occurrence(document: $0.document, field: $0.field, position: $0.position) }
    summary = encoder.encode(occurrences.span, into: &writer)
    bytes = writer.bytes
  }

  /// Passes the list to `body`; `nil` where the bytes cannot be one.
  func withList<R>(_ body: (PostingList?) throws -> R) rethrows -> R {
    try withBlob(bytes) { bytes in
      switch summary.form {
      case .sparse: try body(SparseList(bytes, count: summary.documentFrequency).map { .sparse($0) })
      case .dense: try body(DenseList(bytes, blocks: blocks).map { .dense($0) })
      }
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
