import FTSDocument
import FTSQuery
import LMDB

/// The index as of one commit: its segments, opened. Everything read from it, and every view it
/// hands out, stays valid and unchanged until it is released, whatever is written meanwhile.
///
/// Views point into the memory map. They never leave this module, and the snapshot outlives
/// whoever holds one: the engine's functions take it as a parameter and return copies.
final class Snapshot {
  let manifest: Manifest
  let segments: [SegmentReader]
  /// Tells this state of the index from others of the same generation.
  private(set) lazy var state = UInt32(truncatingIfNeeded: Checksum.hash(manifest.encode()))
  /// How many documents the thread of each has.
  private(set) lazy var threadLengths = ThreadLengths(segments, scattered: scatteredThreads.values)
  private var shares: RatingShares?
  private var ordinalMaps: [Facet.Field: OrdinalMap] = [:]
  private var periodMaps: [Timestamp.Precision: PeriodMap] = [:]
  /// The threads that are in several segments, by their hashes.
  private(set) lazy var scatteredThreads = ThreadPlaces.scattered(over: segments)
  /// By segment, the reviews of those threads.
  private(set) lazy var scatteredReviews = ScatteredReviews.bySegment(scatteredThreads.values, segments)
  private var foundDistantParents: [DistantParent]?
  private let transaction: ReadTransaction
  private let tables: Tables
  private let path: String

  /// - Parameter manifest: what the index consists of; `nil` reads the committed one.
  init(
    _ transaction: ReadTransaction, tables: Tables, memory: IndexMemory, path: String,
    manifest: Manifest? = nil
  ) throws(IndexError) {
    self.transaction = transaction
    self.tables = tables
    self.path = path
    if let manifest {
      self.manifest = manifest
    } else {
      self.manifest = try Self.committed(transaction, tables.meta, path)
    }
    memory.retain(self.manifest.segments)
    var segments: [SegmentReader] = []
    var base = 0
    for (index, info) in self.manifest.segments.enumerated() {
      segments.append(
        try SegmentReader(
          info, index: index, base: base, transaction: transaction, tables: tables,
          memory: memory.memory(ofSegment: info.number), path: path))
      base += info.documents
    }
    self.segments = segments
    guard manifest == nil else { return }
    // A writer's own has deletions that are not yet on disk.
    for segment in segments where segment.deletedCount != segment.info.deleted {
      throw segment.damaged("\(segment.deletedCount) documents are deleted, not \(segment.info.deleted)")
    }
  }

  deinit { transaction.release() }

  /// Gives up the view until `resume()`, so that it holds back no page of the file meanwhile.
  func suspend() { transaction.suspend() }

  /// Takes up the view; false where something was committed since, and the snapshot is of no use any
  /// more.
  func resume() -> Bool { transaction.resume() }

  /// The manifest of the last commit.
  static func committed(
    _ transaction: ReadTransaction, _ meta: Table, _ path: String
  ) throws(IndexError) -> Manifest {
    guard let content = try transaction.content(TableKey.manifest, in: meta, path: path)
    else {
      throw .notFound(path: path)
    }
    guard let manifest = Manifest(content) else {
      let found = Manifest.format(of: content)
      if found != Manifest.format {
        throw .unsupportedFormat(path: path, found: found, supported: Manifest.format)
      }
      throw .corrupted(path: path, detail: "manifest")
    }
    return manifest
  }

  /// Documents that contain a term, deleted ones not yet merged away included.
  func documentFrequency(of term: [UInt8]) throws(IndexError) -> Int {
    var count = 0
    for segment in segments { count += try segment.termInfo(term)?.documentFrequency ?? 0 }
    return count
  }

  /// The segment that holds the document of that number.
  func segment(of document: Int) -> SegmentReader {
    segments.last { $0.base <= document } ?? segments[0]
  }

  /// The deleted documents of a segment, as committed.
  func deletions(of segment: Int) throws(IndexError) -> DeletionSet {
    try transaction.deletions(of: segments[segment].info, in: tables, path: path)
  }

  /// Where the thread is that the document of that number belongs to.
  func thread(of document: Int) -> ThreadPlaces {
    let segment = segment(of: document)
    if let places = scatteredThreads[segment.thread(of: DocID(document - segment.base))] { return places }
    let run = segment.threadRuns.run(of: document - segment.base)
    let first = DocID(run.lowerBound)
    return ThreadPlaces(
      pieces: [ThreadPlaces.Piece(segment: segment.index, documents: run)],
      root: segment.isRoot(first) && segment.isLive(first) ? (segment.index, run.lowerBound) : nil)
  }

  /// The values of a field over all segments.
  func ordinalMap(of field: Facet.Field) throws(IndexError) -> OrdinalMap {
    if let map = ordinalMaps[field] { return map }
    let map = try OrdinalMap(field, segments)
    ordinalMaps[field] = map
    return map
  }

  /// The years or months in which dates lie over all segments.
  func periodMap(by precision: Timestamp.Precision) throws(IndexError) -> PeriodMap {
    if let map = periodMaps[precision] { return map }
    let map = try PeriodMap(segments, by: precision)
    periodMaps[precision] = map
    return map
  }

  /// How the ratings of all documents compare.
  func ratingShares() throws(IndexError) -> RatingShares {
    if let shares { return shares }
    let made = try RatingShares(self)
    shares = made
    return made
  }

  /// The names of the attributes that documents have.
  func attributeNames() throws(IndexError) -> Set<String> {
    var names: Set<String> = []
    for segment in segments { names.formUnion(try segment.attributeNames().all) }
    return names
  }

  /// Whether there are numbers among the attributes of that name.
  func hasNumbers(_ name: String) throws(IndexError) -> Bool {
    for segment in segments {
      if let column = try segment.values(attribute: name), column.numberCount > 0 { return true }
    }
    return false
  }

  /// The names of the attributes among which there are numbers, ascending.
  func numericAttributes() throws(IndexError) -> [String] {
    var names: [String] = []
    for name in try attributeNames() where try hasNumbers(name) { names.append(name) }
    return names.sorted()
  }

  /// The documents whose parent is in another segment.
  func distantParents() throws(IndexError) -> [DistantParent] {
    if let foundDistantParents { return foundDistantParents }
    let found = try DistantParent.all(in: self)
    foundDistantParents = found
    return found
  }

  /// Where the live document of that id is, or `nil`.
  func find(_ id: String) throws(IndexError) -> (segment: Int, document: DocID)? {
    try find(Array(id.utf8))
  }

  /// Where the live document of that id is, or `nil`.
  func find(_ id: [UInt8]) throws(IndexError) -> (segment: Int, document: DocID)? {
    for index in segments.indices.reversed() {
      if let document = try segments[index].document(id: id), segments[index].isLive(document) {
        return (index, document)
      }
    }
    return nil
  }
}
