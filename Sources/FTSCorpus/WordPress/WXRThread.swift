/// Who answers whom among the comments of one post.
struct WXRThread {
  private var parents: [Int: Int] = [:]
  private var kept: Set<Int> = []

  /// - Parameter isKept: whether a comment becomes a document.
  init(_ comments: [WXRComment], isKept: (WXRComment) -> Bool) {
    for comment in comments {
      guard let id = comment.id else { continue }
      parents[id] = comment.parent
      if isKept(comment) { kept.insert(id) }
    }
  }

  /// The nearest comment above this one that is kept; `nil` where it answers the post.
  func parent(of comment: WXRComment) -> Int? {
    var ancestor = comment.parent
    var seen: Set<Int> = comment.id.map { [$0] } ?? []
    while ancestor != 0, seen.insert(ancestor).inserted {
      if kept.contains(ancestor) { return ancestor }
      ancestor = parents[ancestor] ?? 0
    }
    return nil
  }
}
