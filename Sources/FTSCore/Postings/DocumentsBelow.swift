/// How many documents each review of a segment has below it.
struct DocumentsBelow {
  /// By DocID, 0 where it is no review; empty where no review has any.
  private let counts: [UInt32]

  /// - Parameters:
  ///   - threads: by DocID, what tells the document's thread from others; the documents of one follow each other,
  ///     its review first.
  ///   - isRoot: by DocID, whether it is the review of its thread.
  init(threads: [UInt64], isRoot: [Bool]) {
    var counts = [UInt32](repeating: 0, count: threads.count)
    var first = 0
    var hasAny = false
    for document in threads.indices where document > 0 {
      if threads[document] != threads[first] {
        first = document
      } else if isRoot[first] {
        counts[first] += 1
        hasAny = true
      }
    }
    self.counts = hasAny ? counts : []
  }

  var isEmpty: Bool { counts.isEmpty }

  subscript(document: DocID) -> Int { isEmpty ? 0 : Int(counts[Int(document)]) }
}
