/// Decides which of the gathered documents make the segment, in which order, and to which thread
/// each belongs.
///
/// Of several with the same id the last one counts. A thread is contiguous: its review, then the
/// rest in order of arrival; threads stand in order of their first document's arrival.
struct DocumentOrder {
  /// A document by its place among the batches.
  struct Place {
    var batch: Int
    var entry: Int
  }

  /// By DocID.
  private(set) var places: [Place] = []
  /// By DocID, the id of the thread's review; empty where it is the document itself.
  private(set) var threads: [[UInt8]] = []
  /// DocIDs in ascending order of their documents' ids.
  private(set) var byID: [DocID] = []
  /// Documents that a later one of the same id has replaced.
  private(set) var replaced = 0

  /// Empty once the order is made.
  private var batches: [AnalyzedBatch]
  /// All places, ascending by id, one of each id.
  private var sorted: [Place] = []

  /// - Parameter threadOf: the thread of a document of the index, by id; `nil` where the index
  ///   does not have it.
  init(
    _ batches: [AnalyzedBatch], threadOf: ([UInt8]) throws(IndexError) -> [UInt8]?
  ) throws(IndexError) {
    self.batches = batches
    sortByID()
    let threadsOfSorted = try resolveThreads(threadOf)
    order(threadsOfSorted)
  }

  private func id(_ place: Place) -> [UInt8] {
    let batch = batches[place.batch]
    return Array(batch.stored[batch.entries[place.entry].id])
  }

  /// Fills `sorted` with the last document of each id.
  private mutating func sortByID() {
    // Most ids differ within their first eight bytes, which one comparison of numbers tells.
    var all: [(prefix: UInt64, place: Place)] = []
    all.reserveCapacity(batches.reduce(0) { $0 + $1.entries.count })
    for (index, batch) in batches.enumerated() {
      for entry in batch.entries.indices {
        all.append((batch.withID(of: entry) { $0.prefix }, Place(batch: index, entry: entry)))
      }
    }
    all.sort { a, b in a.prefix != b.prefix ? a.prefix < b.prefix : precedes(a.place, b.place) }
    sorted.reserveCapacity(all.count)
    for (index, (prefix, place)) in all.enumerated() {
      if index > 0, all[index - 1].prefix == prefix, hasSameID(all[index - 1].place, place) {
        sorted[sorted.count - 1] = place
        replaced += 1
      } else {
        sorted.append(place)
      }
    }
  }

  /// Whether `a` comes first by id and, of the same id, by arrival.
  private func precedes(_ a: Place, _ b: Place) -> Bool {
    let order = batches[a.batch].withID(of: a.entry) { first in
      batches[b.batch].withID(of: b.entry) { second in compare(first, second) }
    }
    return order != 0 ? order < 0 : (a.batch, a.entry) < (b.batch, b.entry)
  }

  private func hasSameID(_ a: Place, _ b: Place) -> Bool {
    batches[a.batch].withID(of: a.entry) { first in
      batches[b.batch].withID(of: b.entry) { second in compare(first, second) == 0 }
    }
  }

  /// Index in `sorted` of the document of that id.
  private func find(_ id: [UInt8]) -> Int? {
    unsafe id.withUnsafeBytes { bytes in
      let sought = unsafe Blob(bytes)
      var low = 0
      var high = sorted.count
      while low < high {
        let middle = (low + high) / 2
        let place = sorted[middle]
        let order = batches[place.batch].withID(of: place.entry) { compare($0, sought) }
        if order == 0 { return middle }
        if order < 0 { low = middle + 1 } else { high = middle }
      }
      return nil
    }
  }

  /// By index in `sorted`, the id of the thread's review; empty for a review itself.
  private func resolveThreads(
    _ threadOf: ([UInt8]) throws(IndexError) -> [UInt8]?
  ) throws(IndexError) -> [[UInt8]] {
    var threads = [[UInt8]?](repeating: nil, count: sorted.count)
    for index in sorted.indices where threads[index] == nil {
      try resolveThread(of: index, &threads, threadOf)
    }
    return threads.indices.map { index in
      guard let thread = threads[index], !hasID(sorted[index], thread) else { return [] }
      return thread
    }
  }

  private func hasID(_ place: Place, _ id: [UInt8]) -> Bool {
    batches[place.batch].withID(of: place.entry) { own in
      unsafe id.withUnsafeBytes { unsafe compare(own, Blob($0)) == 0 }
    }
  }

  /// Follows the parents of a document to the review at the root, or to a document whose thread
  /// is known, and notes the thread of all on the way: every document is passed once.
  private func resolveThread(
    of start: Int, _ threads: inout [[UInt8]?], _ threadOf: ([UInt8]) throws(IndexError) -> [UInt8]?
  ) throws(IndexError) {
    if batches[sorted[start].batch].isRoot(sorted[start].entry) {
      threads[start] = []
      return
    }
    var path: [Int] = []
    var placeInPath: [Int: Int] = [:]
    var index = start
    var thread = threads[start]
    while thread == nil {
      if let place = placeInPath[index] {
        // A ring of parents has no root: each of its documents is a thread of its own.
        for member in path[place...] { threads[member] = id(sorted[member]) }
        path.removeSubrange(place...)
        thread = threads[index]
        break
      }
      placeInPath[index] = path.count
      path.append(index)
      let entry = batches[sorted[index].batch].entries[sorted[index].entry]
      if let known = entry.thread {
        thread = Array(known.utf8)
      } else if let parent = entry.parent.map({ Array($0.utf8) }) {
        if let next = find(parent) {
          index = next
          thread = threads[next].map { $0.isEmpty ? id(sorted[next]) : $0 }
        } else {
          thread = try threadOf(parent) ?? parent
        }
      } else {
        thread = id(sorted[index])
      }
    }
    for member in path { threads[member] = thread }
  }

  /// Lays the threads one after the other and numbers the documents.
  private mutating func order(_ threadsOfSorted: [[UInt8]]) {
    let arrivals = arrivals()
    var layout = ThreadLayout(capacity: sorted.count)
    for index in arrivals {
      let thread = threadsOfSorted[index]
      layout.append(thread: hashOfThread(thread, sorted[index]), isRoot: thread.isEmpty)
    }
    places = sorted
    threads = threadsOfSorted
    byID = [DocID](repeating: 0, count: sorted.count)
    for (index, document) in zip(arrivals, layout.places()) {
      places[document] = sorted[index]
      threads[document] = threadsOfSorted[index]
      byID[index] = DocID(document)
    }
    sorted = []
    batches = []
  }

  /// The indices of `sorted` in order of arrival.
  private func arrivals() -> [Int] {
    var first = 0
    let firsts = batches.map { batch in
      first += batch.entries.count
      return first - batch.entries.count
    }
    var indices = [Int?](repeating: nil, count: first)
    for (index, place) in sorted.enumerated() { indices[firsts[place.batch] + place.entry] = index }
    return indices.compactMap { $0 }
  }

  private func hashOfThread(_ thread: [UInt8], _ place: Place) -> UInt64 {
    thread.isEmpty ? batches[place.batch].withID(of: place.entry, Checksum.hash) : Checksum.hash(thread)
  }
}
