public import FTSQuery

extension IndexWriter {
  /// Deletes all documents that match `query`, added ones that wait for the commit included; returns their number.
  /// Visible after `commit`.
  public func delete(matching query: Query) throws(IndexError) -> Int {
    try flush()
    let snapshot = try store.snapshot(of: manifest)
    var deleted = 0
    for (segment, document) in try SearchContext(store).documents(matching: query, in: snapshot) {
      if try remove(document, ofSegment: segment, in: snapshot) { deleted += 1 }
    }
    summary.deleted += deleted
    return deleted
  }

  /// Makes changes in their order and commits them, all or none.
  ///
  /// - Returns: by change, what became of each of its documents.
  func apply(_ changes: [UpdateQueue.Change]) throws(IndexError) -> [[DocumentUpdate.Outcome]] {
    var outcomes: [[DocumentUpdate.Outcome]] = []
    var first = 0
    while first < changes.count {
      if case .deletion(let query) = changes[first] {
        let count = try delete(matching: query)
        outcomes.append([DocumentUpdate.Outcome](repeating: .deleted, count: count))
        first += 1
        continue
      }
      // Up to the next query, which must see what comes before it and nothing else.
      var updates: [[DocumentUpdate]] = []
      while first < changes.count, case .updates(let own) = changes[first] {
        updates.append(own)
        first += 1
      }
      let all = try applyUnflushed(updates.flatMap(\.self))
      var place = 0
      for own in updates {
        outcomes.append(Array(all[place..<place + own.count]))
        place += own.count
      }
    }
    try commit()
    return outcomes
  }

  /// Makes changes, of which the last one of each document counts. Threads are derived of all of them, whatever their
  /// order: nothing is put into the thread of a document that is deleted. Visible after `commit`.
  ///
  /// - Returns: what became of each.
  public func apply(_ updates: [DocumentUpdate]) throws(IndexError) -> [DocumentUpdate.Outcome] {
    try flush()
    return try applyUnflushed(updates)
  }

  /// The same where nothing waits to be written: what is added and deleted again within a commit need not be.
  private func applyUnflushed(_ updates: [DocumentUpdate]) throws(IndexError) -> [DocumentUpdate.Outcome] {
    var isThere: [String: Bool] = [:]
    var last: [String: Int] = [:]
    let snapshot = try store.snapshot(of: manifest)
    var outcomes: [DocumentUpdate.Outcome] = []
    for (index, update) in updates.enumerated() {
      let id = update.id
      do throws(IndexError) {
        let was = if let known = isThere[id] { known } else { try isLive(id, in: snapshot) }
        switch update {
        case .put(let document):
          try check(document)
          isThere[id] = true
          outcomes.append(was ? .updated : .created)
        case .delete:
          isThere[id] = false
          outcomes.append(was ? .deleted : .notFound)
        }
        last[id] = index
      } catch .invalidDocument(let id, let reason) {
        outcomes.append(.refused(.invalidDocument(id: id, reason: reason)))
      }
    }
    for (index, update) in updates.enumerated() where last[update.id] == index {
      if case .delete(let id) = update, try remove(Array(id.utf8), in: snapshot) { summary.deleted += 1 }
    }
    for (index, update) in updates.enumerated() where last[update.id] == index {
      if case .put(let document) = update { try add(document) }
    }
    return outcomes
  }
}
