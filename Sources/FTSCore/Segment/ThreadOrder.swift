/// The documents of segments that are not deleted, thread after thread: the order in which a segment
/// made of them numbers them.
///
/// A thread is its review, then the rest in order of age. Threads stand in order of their first
/// document, until they are arranged otherwise.
struct ThreadOrder {
  /// A document by the segment it comes from.
  struct Source: Equatable {
    var segment: Int
    var document: DocID
  }

  /// What stands for the number of a document that is deleted.
  static let dropped = UInt32.max

  /// By new DocID.
  private(set) var documents: [Source] = []
  /// By thread, the DocID of its first document; after the last, the number of documents.
  private var starts: [Int] = [0]

  /// Number of threads.
  var threads: Int { starts.count - 1 }

  init(_ segments: [SegmentReader]) {
    let count = segments.reduce(0) { $0 + $1.info.liveDocuments }
    var layout = ThreadLayout(capacity: count)
    var arrivals: [Source] = []
    arrivals.reserveCapacity(count)
    for (index, segment) in segments.enumerated() {
      for document in 0..<DocID(segment.info.documents) where segment.isLive(document) {
        layout.append(thread: segment.thread(of: document), isRoot: segment.isRoot(document))
        arrivals.append(Source(segment: index, document: document))
      }
    }
    starts = layout.starts()
    documents = arrivals
    for (source, place) in zip(arrivals, layout.places()) { documents[place] = source }
  }

  /// Puts the threads into another order.
  ///
  /// - Parameter order: the numbers of all threads, each once.
  mutating func arrange(_ order: [UInt32]) {
    var arranged: [Source] = []
    var arrangedStarts = [0]
    arranged.reserveCapacity(documents.count)
    arrangedStarts.reserveCapacity(starts.count)
    for thread in order {
      arranged.append(contentsOf: documents[starts[Int(thread)]..<starts[Int(thread) + 1]])
      arrangedStarts.append(arranged.count)
    }
    documents = arranged
    starts = arrangedStarts
  }

  /// By segment, by DocID there: the new DocID, or `dropped`.
  func newDocuments(of segments: [SegmentReader]) -> [[DocID]] {
    var numbers = segments.map { [DocID](repeating: Self.dropped, count: $0.info.documents) }
    for (new, source) in documents.enumerated() {
      numbers[source.segment][Int(source.document)] = DocID(new)
    }
    return numbers
  }

  /// By segment, by DocID there: the number of the document's thread, or `dropped`.
  func threadNumbers(of segments: [SegmentReader]) -> [[UInt32]] {
    var numbers = segments.map { [UInt32](repeating: Self.dropped, count: $0.info.documents) }
    for thread in 0..<threads {
      for source in documents[starts[thread]..<starts[thread + 1]] {
        numbers[source.segment][Int(source.document)] = UInt32(thread)
      }
    }
    return numbers
  }
}
