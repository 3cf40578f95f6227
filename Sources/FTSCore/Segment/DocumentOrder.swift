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
    var all: [Place] = []
    for (index, batch) in batches.enumerated() {
      for entry in batch.entries.indices { all.append(Place(batch: index, entry: entry)) }
    }
    all.sort { a, b in
      batches[a.batch].withID(of: a.entry) { first in
        batches[b.batch].withID(of: b.entry) { second in
          if let order = unsafe nonzeroOrder(first.bytes, second.bytes) { return order < 0 }
          return (a.batch, a.entry) < (b.batch, b.entry)
        }
      }
    }
    for place in all {
      if let last = sorted.last, hasSameID(last, place) {
        sorted[sorted.count - 1] = place
        replaced += 1
      } else {
        sorted.append(place)
      }
    }
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
    return sorted.indices.map { index in threads[index].flatMap { $0 == id(sorted[index]) ? nil : $0 } ?? [] }
  }

  /// Follows the parents of a document to the review at the root, or to a document whose thread
  /// is known, and notes the thread of all on the way: every document is passed once.
  private func resolveThread(
    of start: Int, _ threads: inout [[UInt8]?], _ threadOf: ([UInt8]) throws(IndexError) -> [UInt8]?
  ) throws(IndexError) {
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
          thread = threads[next]
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
    let arrival = sorted.indices.sorted {
      (sorted[$0].batch, sorted[$0].entry) < (sorted[$1].batch, sorted[$1].entry)
    }
    var groupOfThread: [[UInt8]: Int] = [:]
    var groups: [[Int]] = []
    for index in arrival {
      let isRoot = threadsOfSorted[index].isEmpty
      let thread = isRoot ? id(sorted[index]) : threadsOfSorted[index]
      if let group = groupOfThread[thread] {
        if isRoot { groups[group].insert(index, at: 0) } else { groups[group].append(index) }
      } else {
        groupOfThread[thread] = groups.count
        groups.append([index])
      }
    }
    var documentOfSorted = [DocID](repeating: 0, count: sorted.count)
    places.reserveCapacity(sorted.count)
    for index in groups.joined() {
      documentOfSorted[index] = DocID(places.count)
      places.append(sorted[index])
      threads.append(threadsOfSorted[index])
    }
    byID = documentOfSorted
    sorted = []
    batches = []
  }
}

/// Order of two byte strings, or `nil` where they are equal.
@unsafe private func nonzeroOrder(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Int? {
  if unsafe precedes(a, b) { return -1 }
  if unsafe precedes(b, a) { return 1 }
  return nil
}
