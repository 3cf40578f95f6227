import FTSDocument

/// A document and its parent, which is not where the column of the document's segment has it: another segment holds it,
/// or has taken its place.
struct DistantParent {
  var child: (segment: Int, document: Int)
  /// Not deleted.
  var parent: (segment: Int, document: Int)

  /// All that a snapshot has.
  static func all(in snapshot: Snapshot) throws(IndexError) -> [DistantParent] {
    var distant: [DistantParent] = []
    var stored = StoredDocuments(snapshot.segments, Zstandard())
    for segment in snapshot.segments {
      let column = try segment.parents()
      // Documents by the place of their parent's id, and by their parent where that is deleted.
      var others = [[Int]](repeating: [], count: column.ids.count)
      var orphans: [Int: [Int]] = [:]
      let isWhole = column.forEach { document, parent in
        switch parent {
        case .other(let place): others[place].append(document)
        case .document(let parent):
          if !segment.isLive(DocID(parent)) { orphans[parent, default: []].append(document) }
        }
      }
      guard isWhole else { throw segment.damaged("parents") }
      var sought = zip(column.ids.map(\.array), others).map { ($0, $1) }
      // What took the place of a document is in another segment.
      for (parent, children) in orphans where snapshot.segments.count > 1 {
        let id = try stored.document(DocID(parent), in: segment.index).document.id
        sought.append((Array(id.utf8), children))
      }
      for (id, children) in sought {
        guard let found = try snapshot.find(id) else { continue }
        for child in children {
          distant.append(
            DistantParent(child: (segment.index, child), parent: (found.segment, Int(found.document))))
        }
      }
    }
    return distant
  }
}
