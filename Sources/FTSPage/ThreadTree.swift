/// Who answers whom: documents of a thread in the order in which they are read, each below the one that it answers.
struct ThreadTree: Equatable {
  /// A document and how deep it lies.
  struct Entry: Equatable {
    /// Which of those that were given.
    var index: Int
    /// 0 for what answers none of them.
    var depth: Int
    /// Which it answers, where that is one of them.
    var parent: Int?
  }

  /// Each document once.
  let entries: [Entry]

  /// - Parameter documents: ids and those of what they answer; what answers the same keeps its order.
  init(_ documents: [(id: String, parent: String?)]) {
    var indices: [String: Int] = [:]
    for (index, document) in documents.enumerated() where indices[document.id] == nil {
      indices[document.id] = index
    }
    let parents = documents.enumerated().map { index, document in
      document.parent.flatMap { indices[$0] }.flatMap { $0 == index ? nil : $0 }
    }
    var children = [[Int]](repeating: [], count: documents.count)
    for (index, parent) in parents.enumerated() {
      if let parent { children[parent].append(index) }
    }
    var entries: [Entry] = []
    var isDone = [Bool](repeating: false, count: documents.count)
    // Without recursion: a thread may be one answer below the other for thousands.
    func visit(_ root: Int) {
      var waiting = [Entry(index: root, depth: 0, parent: nil)]
      while let entry = waiting.popLast() {
        guard !isDone[entry.index] else { continue }
        isDone[entry.index] = true
        entries.append(entry)
        for child in children[entry.index].reversed() {
          waiting.append(Entry(index: child, depth: entry.depth + 1, parent: entry.index))
        }
      }
    }
    for index in documents.indices where parents[index] == nil { visit(index) }
    // What is left answers one another in a circle.
    for index in documents.indices where !isDone[index] { visit(index) }
    self.entries = entries
  }
}
