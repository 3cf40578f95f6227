/// How many documents that are not deleted the thread of each document has, over all segments.
struct ThreadLengths {
  /// By segment and document.
  private var lengths: [[UInt32]] = []

  init(_ segments: [SegmentReader]) {
    // A segment has all of its documents of a thread in a row.
    var total: [UInt64: UInt32] = [:]
    for segment in segments {
      lengths.append([UInt32](repeating: 0, count: segment.info.documents))
      Self.forEachThread(of: segment) { thread, documents in
        let live = UInt32(documents.lazy.filter { segment.isLive(DocID($0)) }.count)
        let sum = segments.count == 1 ? live : total[thread, default: 0] + live
        if segments.count > 1 { total[thread] = sum }
        for document in documents { lengths[segment.index][document] = sum }
      }
    }
    guard segments.count > 1 else { return }
    for segment in segments {
      Self.forEachThread(of: segment) { thread, documents in
        for document in documents { lengths[segment.index][document] = total[thread, default: 0] }
      }
    }
  }

  private static func forEachThread(of segment: SegmentReader, _ body: (UInt64, Range<Int>) -> Void) {
    var start = 0
    while start < segment.info.documents {
      let thread = segment.threads.load(UInt64.self, at: start * 8)
      var end = start + 1
      while end < segment.info.documents, segment.threads.load(UInt64.self, at: end * 8) == thread {
        end += 1
      }
      body(thread, start..<end)
      start = end
    }
  }

  /// Those of the documents of a segment.
  subscript(segment: Int) -> [UInt32] { lengths[segment] }
}
