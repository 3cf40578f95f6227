/// Size and content of an index at one commit.
public struct IndexStatistics: Equatable, Sendable {
  /// What the index was created with.
  public var settings = IndexSettings()
  /// Documents that can be found.
  public var documents = 0
  /// Documents by kind, most frequent first.
  public var kinds: [(kind: String, count: Int)] = []
  /// Distinct threads among the documents that can be found.
  public var threads = 0
  /// Documents deleted or replaced whose bytes the next merge reclaims.
  public var deletedDocuments = 0
  /// Parts the index consists of.
  public var segments = 0
  /// Distinct terms, counted once per segment.
  public var terms = 0
  /// UTF-8 bytes of the searched text, deleted documents included until they are merged away.
  public var textBytes = 0
  /// Bytes on disk of each part, by name: postings, dictionary, forms, columns, identifiers, documents.
  public var partBytes: [(part: String, bytes: Int)] = []
  /// Bytes of the index file.
  public var fileBytes = 0
  /// Of those, bytes that hold nothing and that later commits use.
  public var freeBytes = 0
  /// Number of the last commit, from 1.
  public var generation: UInt64 = 0

  /// Statistics of nothing.
  public init() {}

  /// Counts what a snapshot holds.
  init(_ snapshot: Snapshot, settings: IndexSettings, fileBytes: Int, freeBytes: Int) {
    self.settings = settings
    self.fileBytes = fileBytes
    self.freeBytes = freeBytes
    generation = snapshot.manifest.generation
    segments = snapshot.segments.count
    let infos = snapshot.manifest.segments
    documents = infos.reduce(0) { $0 + $1.liveDocuments }
    deletedDocuments = infos.reduce(0) { $0 + $1.deleted }
    terms = infos.reduce(0) { $0 + $1.terms }
    textBytes = infos.reduce(0) { $0 + $1.textBytes }
    partBytes = [
      ("postings", infos.reduce(0) { $0 + $1.postingsBytes }),
      ("dictionary", infos.reduce(0) { $0 + $1.dictionaryBytes }),
      ("forms", infos.reduce(0) { $0 + $1.formsBytes }),
      ("columns", infos.reduce(0) { $0 + $1.columnsBytes }),
      ("identifiers", infos.reduce(0) { $0 + $1.identifiersBytes }),
      ("documents", infos.reduce(0) { $0 + $1.documentsBytes }),
    ]
    var counts: [String: Int] = [:]
    var threadHashes: [UInt64] = []
    for segment in snapshot.segments {
      for kind in segment.kinds.kinds {
        let filter = LaneFilter(segment, kind: kind.name)
        let count = (0..<segment.info.blocks).reduce(0) { $0 + filter[$1].nonzeroBitCount }
        if count > 0 { counts[kind.name, default: 0] += count }
      }
      for document in 0..<DocID(segment.info.documents) where segment.isLive(document) {
        threadHashes.append(segment.threads.load(UInt64.self, at: Int(document) * 8))
      }
    }
    kinds = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { (kind: $0.key, count: $0.value) }
    threads = Set(threadHashes).count
  }

  /// Whether all figures are equal.
  public static func == (a: IndexStatistics, b: IndexStatistics) -> Bool {
    a.settings == b.settings && a.documents == b.documents && a.threads == b.threads
      && a.deletedDocuments == b.deletedDocuments && a.segments == b.segments && a.terms == b.terms
      && a.textBytes == b.textBytes && a.fileBytes == b.fileBytes && a.freeBytes == b.freeBytes
      && a.generation == b.generation
      && a.kinds.elementsEqual(b.kinds, by: ==) && a.partBytes.elementsEqual(b.partBytes, by: ==)
  }
}
