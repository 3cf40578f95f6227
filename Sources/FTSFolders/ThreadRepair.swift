import FTSCore
import FTSDocument
import FTSQuery

/// Finds the documents that belong to another thread now, though nothing has changed in them: they answer, perhaps over others, one that
/// has come, gone or moved. An index derives threads when it writes, so they have to be written again.
struct ThreadRepair {
  /// By thread as it was, the documents whose answers may have left it.
  private var moved: [String: Set<String>] = [:]

  /// Notes that a document is to be written or, where `new` is `nil`, deleted.
  ///
  /// - Parameter old: what the index has under its id, and the thread it is in there.
  mutating func note(old: (document: Document, thread: String)?, new: Document?) {
    let id = new?.id ?? old?.document.id ?? ""
    guard let old else {
      // Until now its answers were the thread of its id, and so they are where it begins one.
      if let new, new.parent != nil || new.thread != nil { moved[id, default: []].insert(id) }
      return
    }
    if let new, new.parent == old.document.parent, new.thread == old.document.thread { return }
    if new == nil, old.thread == id { return }
    moved[old.thread, default: []].insert(id)
  }

  /// The documents to write again, as the index has them.
  func documents(_ reader: IndexReader) throws(IndexError) -> [Document] {
    var found: [Document] = []
    for (thread, ids) in moved.sorted(by: { $0.key < $1.key }) {
      let answers = try Self.answers(in: thread, reader)
      if answers.isEmpty { continue }
      var parents = Array(ids)
      var seen = ids
      while let parent = parents.popLast() {
        for answer in answers[parent] ?? [] where seen.insert(answer.id).inserted {
          found.append(answer)
          parents.append(answer.id)
        }
      }
    }
    return found
  }

  /// By parent, the documents of a thread whose source does not name it.
  private static func answers(
    in thread: String, _ reader: IndexReader
  ) throws(IndexError) -> [String: [Document]] {
    var options = SearchOptions()
    options.makesSnippets = false
    var answers: [String: [Document]] = [:]
    try reader.forEachHit(Query(.filter(.thread(thread))), options: options) { hit in
      if let parent = hit.document.parent, hit.document.thread == nil {
        answers[parent, default: []].append(hit.document)
      }
      return true
    }
    return answers
  }
}
