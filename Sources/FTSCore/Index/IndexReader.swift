import FTSAnalysis
public import FTSDocument
public import FTSQuery
import LMDB
import Synchronization

/// Answers queries from an index. One per process and index; safe to use from many threads.
///
/// Every call sees the index as of the last commit at its beginning, and nothing of later ones.
/// Where another index has taken the place of the one that was opened, it is that one from then on.
public final class IndexReader: Sendable {
  private struct State {
    var store: IndexStore
    /// Scratch memory of searches that have ended; it fits this store alone.
    var idle: [SearchContext] = []
  }

  /// Number of the format of indexes that this build reads and writes.
  public static let format = Manifest.format

  private let path: String
  private let state: Mutex<State>

  /// Opens the index in the directory `path`.
  public init(path: String) throws(IndexError) {
    self.path = path
    state = Mutex(State(store: try IndexStore.open(path)))
  }

  /// What the index was created with.
  public var settings: IndexSettings { state.withLock { $0.store.settings } }

  /// What makes terms of its texts.
  var analyzer: Analyzer { state.withLock { $0.store.analyzer } }

  /// Searches.
  public func search(
    _ query: Query, options: SearchOptions = SearchOptions()
  ) throws(IndexError) -> SearchResults {
    let store = try store()
    return try withContext(of: store) { (context) throws(IndexError) in
      try context.search(query, options)
    }
  }

  /// A query for documents like the one of an id, any of the words that tell most of it; `nil` where there is no such
  /// document. It finds that document, too, unless `SearchOptions.excludedID` leaves it out.
  public func query(like id: String) throws(IndexError) -> Query? {
    let store = try store()
    return try withContext(of: store) { (context) throws(IndexError) in try context.query(like: id) }
  }

  /// What a query makes of the document of an id: its rank and how its score came about, or what keeps it out; `nil`
  /// where there is no such document.
  ///
  /// - Parameters:
  ///   - query: what is asked for.
  ///   - id: of the document.
  ///   - dictionaries: synonyms and stop words that it goes by.
  ///   - proximity: of the search, see `SearchOptions`.
  ///   - deadline: when to end; `nil` for never.
  /// - Throws: also `deadlineExceeded`.
  public func explain(
    _ query: Query, id: String, dictionaries: SearchDictionaries = SearchDictionaries(),
    proximity: Double = 0, deadline: Deadline? = nil
  ) throws(IndexError) -> MatchExplanation? {
    let store = try store()
    return try withContext(of: store) { (context) throws(IndexError) in
      try context.explain(query, id: id, dictionaries, proximity: proximity, deadline)
    }
  }

  /// Passes every document that matches to `body`, in the order of the index or of the sort keys, until it returns false:
  /// all of one commit, whatever is written meanwhile.
  ///
  /// In the order of the index no more than one is in memory at a time. What the options say of limit, offset, cursor and
  /// facets does not matter.
  ///
  /// - Returns: the position of that commit.
  /// - Throws: also `deadlineExceeded`, when some have been passed.
  @discardableResult
  public func forEachHit(
    _ query: Query, options: SearchOptions = SearchOptions(), _ body: @escaping (Hit) -> Bool
  ) throws(IndexError) -> IndexPosition {
    let store = try store()
    return try withContext(of: store) { (context) throws(IndexError) in
      try context.forEachHit(query, options, body)
    }
  }

  /// Passes the index as an inverted file to `body`, part by part, until it returns false: all of one commit, whatever is
  /// written meanwhile.
  public func forEachPart(_ body: (InvertedFile.Part) -> Bool) throws(IndexError) {
    let store = try store()
    let snapshot = try store.snapshot()
    try withContext(of: store) { (context) throws(IndexError) in
      try InvertedFileWalk(snapshot, store.settings).run(context.zstandard, body)
    }
  }

  /// Finds the best documents and fetches none of them: what engines are compared by.
  ///
  /// - Parameter counter: read before and after evaluation, that is from posting lists to the best
  ///   documents, without the look-ups before and the sorted copy after.
  package func rank(
    _ query: Query, options: SearchOptions, counter: () -> Int = { 0 }
  ) throws(IndexError) -> Ranking {
    let store = try store()
    return try withContext(of: store) { (context) throws(IndexError) in
      try context.rank(query, options, counter)
    }
  }

  /// What may be meant by a text whose last word is still being typed: the text with that word completed by those of the
  /// index that begin like it, the most frequent first, of equal ones in order of the alphabet. Nothing where the text
  /// does not end with a word.
  ///
  /// - Parameters:
  ///   - text: what was typed so far.
  ///   - limit: completions to give, at least 0.
  ///   - deadline: when to end; `nil` for never.
  /// - Throws: also `deadlineExceeded`.
  public func suggest(
    _ text: String, limit: Int = 10, deadline: Deadline? = nil
  ) throws(IndexError) -> [Completion] {
    let store = try store()
    return try withContext(of: store) { (context) throws(IndexError) in
      try context.complete(text, limit: limit, deadline)
    }
  }

  /// The document of that id and the id of the review its thread belongs to, or `nil`.
  public func document(id: String) throws(IndexError) -> (document: Document, thread: String)? {
    try documents(ids: [id])[0]
  }

  /// The same for several, all of one commit and in the order of the ids. Those that were indexed one after the other are found
  /// quickest so.
  public func documents(
    ids: [String]
  ) throws(IndexError) -> [(document: Document, thread: String)?] {
    let store = try store()
    let snapshot = try store.snapshot()
    return try withContext(of: store) { (context) throws(IndexError) in
      var stored = StoredDocuments(snapshot.segments, context.zstandard)
      var documents: [(document: Document, thread: String)?] = []
      for id in ids {
        let place = try snapshot.find(id)
        documents.append(
          try place.map { (place) throws(IndexError) in
            try stored.document(place.document, in: place.segment)
          })
      }
      return documents
    }
  }

  /// Number of the last commit, how many documents can be found, in how many segments, and the size of the index file.
  public func lastCommit() throws(IndexError) -> (
    generation: UInt64, documents: Int, segments: Int, bytes: Int
  ) {
    let manifest = try store().snapshot().manifest
    return (
      manifest.generation, manifest.segments.reduce(0) { $0 + $1.liveDocuments }, manifest.segments.count,
      IndexDirectory.fileBytes(path)
    )
  }

  /// How many commits there were since the one that the oldest reader sees, over all processes: the index grows as long
  /// as it reads, since what they have freed is not used again.
  public func commitsSinceOldestReader() throws(IndexError) -> Int {
    try store().environment.commitsSinceOldestReader
  }

  /// Position of the last commit.
  public func position() throws(IndexError) -> IndexPosition {
    IndexPosition(rawValue: try store().snapshot().manifest.nextSegment)
  }

  /// The names of the attributes that documents have: what `name:` in a query can mean.
  public func attributeNames() throws(IndexError) -> Set<String> {
    let snapshot = try store().snapshot()
    // Its segments are read as long as it lives.
    return try withExtendedLifetime(snapshot) { () throws(IndexError) in
      try snapshot.attributeNames()
    }
  }

  /// Size and content of the index.
  public func statistics() throws(IndexError) -> IndexStatistics {
    let store = try store()
    return IndexStatistics(
      try store.snapshot(), settings: store.settings, fileBytes: IndexDirectory.fileBytes(path),
      freeBytes: try store.freeBytes())
  }

  /// The index that is at the path now.
  private func store() throws(IndexError) -> IndexStore {
    let opened = state.withLock { $0.store }
    if opened.isInPlace { return opened }
    let other = try IndexStore.open(path)
    state.withLock { $0 = State(store: other) }
    return other
  }

  /// Passes scratch memory to `body` that no other thread uses meanwhile.
  private func withContext<R>(
    of store: IndexStore, _ body: (SearchContext) throws(IndexError) -> R
  ) throws(IndexError) -> R {
    let idle = state.withLock { $0.store === store ? $0.idle.popLast() : nil }
    let context = idle ?? SearchContext(store)
    defer { state.withLock { if $0.store === store { $0.idle.append(context) } } }
    return try body(context)
  }
}
