import FTSDocument
import LMDB

/// The stored documents of an index whose file may be damaged, read without LMDB and without what else is in the index.
///
/// What is needed of a segment is its frames and the dictionary they were compressed with. Where they are, and which documents are
/// deleted, is told where that is readable.
final class SalvagedSegments {
  /// What became of a document.
  enum Outcome {
    case document(Document, thread: String)
    /// So many documents are lost: their frame or blob is not what was written.
    case lost(Int)
  }

  /// What could not be read besides documents, for people.
  private(set) var problems: [String] = []
  let settings: IndexSettings?

  private let file: DataFileReader
  private let numbers: [UInt32]
  private let manifest: Manifest?
  private let entries: [String: [[UInt8]: DataFileReader.Entry]]
  private let zstandard = Zstandard()

  init(path: String) throws(IndexError) {
    do {
      file = try DataFileReader(path: path)
      var entries: [String: [[UInt8]: DataFileReader.Entry]] = [:]
      for table in [Tables.metaName, "columns", "documents", "deletions"] {
        entries[table] = Dictionary(
          try file.entries(of: table).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
      }
      self.entries = entries
    } catch { throw IndexError(error, path: path) }
    var problems = file.problems.map(\.description)
    let read = Reading(file: file, entries: entries)
    let manifestBytes = read.content(TableKey.manifest, in: Tables.metaName)
    let format = manifestBytes.map { bytes in bytes.withBlobOfArray { Manifest.format(of: $0) } }
    if let format, format != Manifest.format {
      throw .unsupportedFormat(path: path, found: format, supported: Manifest.format)
    }
    manifest = manifestBytes.flatMap { bytes in bytes.withBlobOfArray { Manifest($0) } }
    settings = read.content(TableKey.settings, in: Tables.metaName).flatMap { bytes in
      bytes.withBlobOfArray { SettingsCodec.decode($0) }
    }
    if let manifest {
      numbers = manifest.segments.map(\.number)
    } else {
      problems.append("the manifest: all that is on disk is taken, what was never committed perhaps among it")
      let keys = entries["documents"]?.keys.map { $0 } ?? []
      numbers = Set(keys.filter { $0.count == 8 }.map { SalvagedSegments.number($0[..<4]) }).sorted()
    }
    if settings == nil {
      problems.append("the settings: analyzer and parameters are the default ones, unless told")
    }
    self.problems = problems
  }

  fileprivate static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Documents that the manifest counts; nil where it cannot be read.
  var documentCount: Int? { manifest.map { $0.segments.reduce(0) { $0 + $1.liveDocuments } } }

  /// Passes every document that is not deleted, and every gap, to `body`, the oldest segment first.
  func forEach(_ body: (Outcome) throws(IndexError) -> Void) throws(IndexError) {
    for number in numbers { try read(number, body) }
  }

  private func read(_ number: UInt32, _ body: (Outcome) throws(IndexError) -> Void) throws(IndexError) {
    let reading = Reading(file: file, entries: entries)
    let info = manifest?.segments.first { $0.number == number }
    let deletions = deletions(of: number, info, reading)
    var dictionary: DecompressionDictionary?
    let dictionaryKey = TableKey.numbered(number, DocumentsWriter.dictionaryBlob)
    if entries["documents"]?[dictionaryKey] != nil {
      dictionary = reading.content(dictionaryKey, in: "documents").flatMap { bytes in
        bytes.withBlobOfArray { DecompressionDictionary($0) }
      }
      guard dictionary != nil else {
        note("segment \(number): the dictionary of the documents, without which none of them can be read")
        return try body(.lost(info?.liveDocuments ?? 1))
      }
    }
    guard let column = reading.content(TableKey.numbered(number, Int(Column.frames.rawValue)), in: "columns")
    else {
      note("segment \(number): where its documents are")
      return try readUnlisted(number, dictionary, reading, info, body)
    }
    let frames = column.withBlobOfArray { blob in
      let directory = FrameDirectory(blob)
      return (0..<directory.count).map { directory[$0] }
    }
    var blob: (number: Int, bytes: [UInt8]?) = (-1, nil)
    for (index, entry) in frames.enumerated() {
      if blob.number != entry.blob {
        blob = (entry.blob, reading.content(TableKey.numbered(number, entry.blob), in: "documents"))
        if blob.bytes == nil { note("segment \(number): blob \(entry.blob) of the documents") }
      }
      let first = Int(entry.firstDocument)
      let end = index + 1 < frames.count ? Int(frames[index + 1].firstDocument) : info?.documents ?? first + 1
      let live = first < end ? (first..<end).filter { !deletions.contains(DocID($0)) } : []
      let records = blob.bytes.flatMap { bytes in
        bytes.withBlobOfArray {
          $0.slice(entry.offset, entry.length).flatMap { documents(in: $0, dictionary) }
        }
      }
      guard let records, first + records.count == end || info == nil else {
        try body(.lost(live.count))
        continue
      }
      for (place, record) in records.enumerated() where !deletions.contains(DocID(first + place)) {
        try body(record)
      }
    }
  }

  /// Reads frames one after the other, as they are packed, where no column tells of them. Which documents are deleted cannot be told
  /// behind a gap.
  private func readUnlisted(
    _ number: UInt32, _ dictionary: DecompressionDictionary?, _ reading: Reading, _ info: SegmentInfo?,
    _ body: (Outcome) throws(IndexError) -> Void
  ) throws(IndexError) {
    let deletions = deletions(of: number, info, reading)
    let keys = (entries["documents"]?.keys.map { $0 } ?? []).filter {
      $0.count == 8 && Self.number($0[..<4]) == number && Self.number($0[4...]) != UInt32.max
    }
    var document: Int? = 0
    var read = 0
    for (place, key) in keys.sorted(by: { $0.lexicographicallyPrecedes($1) }).enumerated() {
      if Self.number(key[4...]) != UInt32(place) { document = nil }
      guard let bytes = reading.content(key, in: "documents") else {
        note("segment \(number): blob \(Self.number(key[4...])) of the documents")
        document = nil
        continue
      }
      let records = bytes.withBlobOfArray { blob in
        var records: [Outcome]? = []
        var offset = 0
        while let rest = blob.slice(offset, blob.count - offset), rest.count > 0 {
          guard let size = Zstandard.frameSize(rest), let frame = rest.slice(0, size),
            let found = documents(in: frame, dictionary)
          else {
            records = nil
            break
          }
          records? += found
          offset += size
        }
        return records
      }
      for record in records ?? [] {
        if let own = document {
          document = own + 1
          if deletions.contains(DocID(own)) { continue }
        }
        read += 1
        try body(record)
      }
      if records == nil { document = nil }
    }
    if document == nil, info?.deleted ?? 0 > 0 {
      note("segment \(number): which documents were deleted; some may be back")
    }
    if let live = info?.liveDocuments, live > read { try body(.lost(live - read)) }
  }

  private func documents(in frame: Blob, _ dictionary: DecompressionDictionary?) -> [Outcome]? {
    guard let bytes = zstandard.decompress(frame, dictionary: dictionary, limit: DocumentFrame.maximumSize)
    else {
      return nil
    }
    var records: [Outcome] = []
    let count = DocumentFrame.forEachRecord(of: bytes) { record in
      guard let document = DocumentCodec.decode(record.document) else { return }
      records.append(
        .document(document, thread: record.thread.count == 0 ? document.id : record.thread.string))
    }
    return count == records.count ? records : nil
  }

  private func deletions(of number: UInt32, _ info: SegmentInfo?, _ reading: Reading) -> DeletionSet {
    var set = DeletionSet()
    if info?.deleted == 0 { return set }
    for (key, _) in entries["deletions"] ?? [:] where key.count == 8 && Self.number(key[..<4]) == number {
      guard let content = reading.content(key, in: "deletions") else { continue }
      content.withBlobOfArray { set.load(superblock: Int(Self.number(key[4...])), $0) }
    }
    if let info, set.count != info.deleted {
      note("segment \(number): which documents were deleted; some may be back")
    }
    return set
  }

  private func note(_ problem: String) {
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// Values that are what was written.
  private struct Reading {
    let file: DataFileReader
    let entries: [String: [[UInt8]: DataFileReader.Entry]]

    /// The content of a value; nil where there is none, or it is damaged.
    func content(_ key: [UInt8], in table: String) -> [UInt8]? {
      guard let entry = entries[table]?[key], let value = try? file.value(of: entry) else { return nil }
      return value.withBlobOfArray { blob in
        let place = key.withBlobOfArray { BlobPlace($0, in: table) }
        guard let sealed = SealedBlob(blob, at: place), sealed.isIntact else { return nil }
        return sealed.content.array
      }
    }
  }
}

extension [UInt8] {
  /// Passes a view of the bytes to `body`.
  fileprivate func withBlobOfArray<R>(_ body: (Blob) -> R) -> R {
    // SAFETY: the view is used within this closure only.
    unsafe withUnsafeBytes { unsafe body(Blob($0)) }
  }
}
