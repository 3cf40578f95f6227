/// Makes a forward index of the threads of segments, from their posting lists.
///
/// A term that few threads have is left out, since it says little of which belong together, and one
/// that most have, since it says nothing. The lists are read twice, to count and to fill in, so that
/// no more than the forward index is in memory.
struct ForwardIndexBuilder {
  /// Threads that a term must occur in to be kept.
  static let leastFrequency = 64

  private let segments: [SegmentReader]
  private let threads: Int
  /// By segment, by DocID there: the number of the document's thread.
  private let threadNumbers: [[UInt32]]

  init(_ segments: [SegmentReader], _ order: ThreadOrder) {
    self.segments = segments
    threads = order.threads
    threadNumbers = order.threadNumbers(of: segments)
  }

  func build() throws(IndexError) -> ForwardIndex {
    var next = [Int](repeating: 0, count: threads + 1)
    let termCount = try forEachTerm { _, members in
      for thread in members { next[Int(thread) + 1] += 1 }
    }
    for thread in 0..<threads { next[thread + 1] += next[thread] }
    let starts = next
    var terms = [UInt32](repeating: 0, count: starts[threads])
    _ = try forEachTerm { term, members in
      for thread in members {
        terms[next[Int(thread)]] = term
        next[Int(thread)] += 1
      }
    }
    return ForwardIndex(starts: starts, terms: terms, termCount: termCount)
  }

  /// Calls `body` with the threads of every term that is kept, and returns how many terms are.
  private func forEachTerm(
    _ body: (_ term: UInt32, _ threads: [UInt32]) -> Void
  ) throws(IndexError) -> Int {
    var merge = try SortedTableMerge(segments, \.dictionary)
    var lastEntry = [Int](repeating: -1, count: threads)
    var members: [UInt32] = []
    var entry = 0
    var term: UInt32 = 0
    while let values = try merge.next() {
      members.removeAll(keepingCapacity: true)
      try gather(values, entry, &members, &lastEntry)
      entry += 1
      guard members.count >= Self.leastFrequency, members.count <= threads / 2 else { continue }
      body(term, members)
      term += 1
    }
    return Int(term)
  }

  /// Appends the threads in which a term occurs, each once.
  ///
  /// - Parameters:
  ///   - entry: a number that is the term's own.
  ///   - lastEntry: by thread, the last such number that was met with in it.
  private func gather(
    _ values: [(segment: Int, value: Blob)], _ entry: Int, _ members: inout [UInt32],
    _ lastEntry: inout [Int]
  ) throws(IndexError) {
    var terms: [(segment: Int, info: TermInfo)] = []
    for (segment, value) in values {
      guard let info = TermInfo(value) else { throw segments[segment].damaged("dictionary") }
      terms.append((segment, info))
    }
    guard terms.reduce(0, { $0 + $1.info.documentFrequency }) >= Self.leastFrequency else { return }
    for (segment, info) in terms {
      let numbers = threadNumbers[segment]
      try segments[segment].postingList(info).forEachPosting { document, _, _ in
        guard Int(document) < numbers.count, numbers[Int(document)] != ThreadOrder.dropped else { return }
        let thread = numbers[Int(document)]
        guard lastEntry[Int(thread)] != entry else { return }
        lastEntry[Int(thread)] = entry
        members.append(thread)
      }
    }
  }
}
