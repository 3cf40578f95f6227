/// How a document that is sought stands to another, mostly of its thread, which matches.
enum ThreadRelation {
  /// It lies below the root, which matches: a comment of a review.
  case belowRoot
  /// It is the root, and one below it matches: a review with a comment.
  case aboveMember
  /// It answers it.
  case answer

  /// Whether a document to which others stand in the relation is a root; `nil` where it may be or not.
  var isToRoots: Bool? {
    switch self {
    case .belowRoot: true
    case .aboveMember: false
    case .answer: nil
    }
  }

  /// By segment, the documents that stand in the relation to one of `matching`, deleted ones not told from others.
  ///
  /// - Parameter matching: by segment, documents to which others can stand in it and that are not deleted.
  func documents(to matching: [DocumentMask], _ snapshot: Snapshot) throws(IndexError) -> [DocumentMask] {
    switch self {
    case .belowRoot: Self.documents(belowRoots: matching, snapshot)
    case .aboveMember: Self.roots(above: matching, snapshot)
    case .answer: try Self.answers(to: matching, snapshot)
    }
  }

  private static func documents(belowRoots roots: [DocumentMask], _ snapshot: Snapshot) -> [DocumentMask] {
    var documents = zip(snapshot.segments, roots).map { $0.threadRuns.all(ofThreadsBeginningIn: $1) }
    for thread in snapshot.scatteredThreads.values {
      guard let root = thread.root, roots[root.segment].contains(root.document) else { continue }
      for piece in thread.pieces { documents[piece.segment].insert(piece.documents) }
    }
    for segment in snapshot.segments {
      documents[segment.index].formIntersection { ~segment.roots($0) }
    }
    return documents
  }

  private static func roots(above members: [DocumentMask], _ snapshot: Snapshot) -> [DocumentMask] {
    var roots = zip(snapshot.segments, members).map { $0.threadRuns.firsts(ofThreadsWith: $1) }
    for thread in snapshot.scatteredThreads.values {
      guard let root = thread.root else { continue }
      if thread.pieces.contains(where: { members[$0.segment].count(in: $0.documents) > 0 }) {
        roots[root.segment].insert(root.document)
      }
    }
    for segment in snapshot.segments {
      roots[segment.index].formIntersection { segment.roots($0) }
    }
    return roots
  }

  private static func answers(
    to parents: [DocumentMask], _ snapshot: Snapshot
  ) throws(IndexError) -> [DocumentMask] {
    var answers = snapshot.segments.map { DocumentMask(blocks: $0.info.blocks) }
    for segment in snapshot.segments {
      let own = parents[segment.index]
      var found = answers[segment.index]
      let isWhole = try segment.parents().forEach { document, parent in
        if case .document(let parent) = parent, own.contains(parent) { found.insert(document) }
      }
      guard isWhole else { throw segment.damaged("parents") }
      answers[segment.index] = found
    }
    for distant in try snapshot.distantParents() {
      if parents[distant.parent.segment].contains(distant.parent.document) {
        answers[distant.child.segment].insert(distant.child.document)
      }
    }
    return answers
  }
}
