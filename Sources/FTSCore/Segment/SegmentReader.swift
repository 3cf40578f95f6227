import FTSAutomata
import FTSDocument
import LMDB

/// A segment opened for reading, as of one snapshot: views of its columns, and look-ups in its
/// tables. Not for several threads at once, as its transaction.
final class SegmentReader {
  let info: SegmentInfo
  /// Place of the segment in the snapshot.
  let index: Int
  /// Number of the segment's first document among the documents of the snapshot.
  let base: Int
  /// Length code of each document, padded to whole blocks.
  let lengths: Blob
  let kinds: KindColumn
  let threads: Blob
  let roots: Blob
  private(set) lazy var threadRuns = memory.threadRuns { ThreadRuns(threads, documents: info.documents) }
  /// Where the roots of threads are.
  private(set) lazy var rootTable = memory.roots { RootTable(roots, threads: threads) }
  let frames: FrameDirectory
  /// By block, the documents that are not deleted; `nil` where none is deleted.
  let live: [UInt64]?

  private let transaction: ReadTransaction
  private let tables: Tables
  private let memory: SegmentMemory
  private let path: String
  /// What look-ups have opened so far.
  private var terms: SortedTable?
  private var forms: SortedTable?
  private var identifiers: SortedTable?
  private var postingsChunks: [Int: Blob] = [:]
  private var attributes: AttributeNames?
  private var columns: [Int: ValueColumn] = [:]

  init(
    _ info: SegmentInfo, index: Int, base: Int, transaction: ReadTransaction, tables: Tables,
    memory: SegmentMemory, path: String
  ) throws(IndexError) {
    self.info = info
    self.index = index
    self.base = base
    self.transaction = transaction
    self.tables = tables
    self.memory = memory
    self.path = path
    func column(_ column: Column, bytes: Int?) throws(IndexError) -> Blob {
      let number = Int(column.rawValue)
      let blob = try transaction.sealed(
        TableKey.numbered(info.number, number), in: tables.columns, path: path)
      guard let blob, bytes == nil || blob.content.count == bytes
      else { throw .corrupted(path: path, detail: "segment \(info.number) lacks column \(column)") }
      let place = BlobVerifier.Place(table: tables.columns, number: number)
      guard memory.verifier.isIntact(blob, place) else {
        throw .corrupted(
          path: path, detail: "segment \(info.number): column \(column) is not what was written")
      }
      return blob.content
    }
    lengths = try column(.lengths, bytes: info.blocks * Grid.blockSize)
    guard let kinds = KindColumn(try column(.kinds, bytes: nil), blocks: info.blocks) else {
      throw .corrupted(path: path, detail: "segment \(info.number): kinds")
    }
    self.kinds = kinds
    threads = try column(.threads, bytes: info.documents * 8)
    roots = try column(.roots, bytes: info.blocks * 8)
    frames = FrameDirectory(try column(.frames, bytes: nil))
    live = info.deleted == 0 ? nil : try Self.liveWords(info, transaction, tables, path)
  }

  private static func liveWords(
    _ info: SegmentInfo, _ transaction: ReadTransaction, _ tables: Tables, _ path: String
  ) throws(IndexError) -> [UInt64] {
    let deletions = try transaction.deletions(of: info, in: tables, path: path)
    return (0..<info.blocks).map { block in
      let rest = info.documents - block * Grid.blockSize
      let all = rest >= Grid.blockSize ? UInt64.max : 1 << UInt64(rest) - 1
      return all & ~deletions.word(block)
    }
  }

  /// Documents that are deleted, by the sets on disk.
  var deletedCount: Int {
    guard let live else { return 0 }
    return info.documents - live.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  /// Whether the document exists and is not deleted.
  func isLive(_ document: DocID) -> Bool {
    guard Int(document) < info.documents else { return false }
    guard let live else { return true }
    return live[Int(document) / Grid.blockSize] >> UInt64(Int(document) % Grid.blockSize) & 1 != 0
  }

  /// What the dictionary says of `term`, or `nil` where the segment does not have it.
  func termInfo(_ term: [UInt8]) throws(IndexError) -> TermInfo? {
    guard let value = try lookUp(term, in: \.dictionary, bytes: info.dictionaryBytes, &terms) else {
      return nil
    }
    guard let term = TermInfo(value), term.documentFrequency <= info.documents else {
      throw damaged("dictionary")
    }
    return term
  }

  /// The posting list of a term of this segment.
  func postingList(_ term: TermInfo) throws(IndexError) -> PostingList {
    let bytes = try postingBytes(term)
    guard
      let list = PostingList(term.location.form, bytes, count: term.documentFrequency, blocks: info.blocks)
    else { throw damaged("postings") }
    return list
  }

  /// The bytes of that list.
  func postingBytes(_ term: TermInfo) throws(IndexError) -> Blob {
    switch term.location {
    case .inline(let bytes, _): return bytes
    case .chunk(let number, let offset, let length, _, _):
      guard let bytes = try postingsChunk(number)?.slice(offset, length) else { throw damaged("postings") }
      return bytes
    }
  }

  /// The threads of this segment whose review has a term in its title.
  func titledThreads(_ term: TermInfo) throws(IndexError) -> TitledThreads {
    TitledThreads(try titledThreadBytes(term))
  }

  /// The bytes of those.
  func titledThreadBytes(_ term: TermInfo) throws(IndexError) -> Blob {
    switch term.location {
    case .inline(_, let threads): return threads
    case .chunk(_, _, _, _, threads: 0): return .empty
    case .chunk(let number, let offset, let length, _, let threads):
      // Within bounds, since the list is.
      guard let bytes = try postingsChunk(number)?.slice(offset &+ length, threads) else {
        throw damaged("postings")
      }
      return bytes
    }
  }

  /// Passes the forms that a filter matches, ascending, and how often each occurs, to `body`.
  func forEachForm(
    _ filter: inout KeyFilter, while goesOn: () -> Bool = { true },
    _ body: (_ form: Span<UInt8>, _ occurrences: Int) -> Void
  ) throws(IndexError) {
    if forms == nil { forms = try open(\.forms, bytes: info.formsBytes) }
    do {
      try forms?.forEachMatch(&filter, while: goesOn) { (form, value) throws(SortedTable.Damage) in
        guard (1...FormOccurrences.longestForm).contains(form.count),
          let occurrences = FormOccurrences.decode(value), (try? UTF8Span(validating: form.span)) != nil
        else { throw SortedTable.Damage() }
        body(form.span, occurrences)
      }
    } catch { throw damaged(tables.forms.name) }
  }

  /// Values of a field that every document may have: dates, ratings, authors or tags.
  func values(_ column: Column) throws(IndexError) -> ValueColumn { try values(Int(column.rawValue)) }

  /// The dates by year or by month.
  func dateBuckets(by precision: Timestamp.Precision) throws(IndexError) -> DateBuckets {
    let column = try values(.dates)
    func make() -> DateBuckets { DateBuckets(column, by: precision) }
    return switch precision {
    case .year: memory.yearBuckets(make)
    case .month: memory.monthBuckets(make)
    case .day, .second: make()
    }
  }

  /// Values of an attribute; `nil` where no document of the segment has it.
  func values(attribute: String) throws(IndexError) -> ValueColumn? {
    guard let number = try attributeNames().column(attribute) else { return nil }
    return try values(number)
  }

  /// The names of the attributes that documents of the segment have.
  func attributeNames() throws(IndexError) -> AttributeNames {
    if let attributes { return attributes }
    guard let names = AttributeNames(try columnContent(Int(Column.attributes.rawValue))) else {
      throw damaged("names of attributes")
    }
    attributes = names
    return names
  }

  /// The documents that have a parent, a title, a URL or a language.
  func documents(with part: PartColumn.Part) throws(IndexError) -> DocumentSet {
    guard let parts = PartColumn(try columnContent(Int(Column.parts.rawValue)), blocks: info.blocks) else {
      throw damaged("parts")
    }
    return parts[part]
  }

  /// The parents of documents.
  func parents() throws(IndexError) -> ParentColumn {
    let content = try columnContent(Int(Column.parents.rawValue))
    guard
      let column = ParentColumn(content, children: try documents(with: .parent), documents: info.documents)
    else { throw damaged("parents") }
    return column
  }

  /// In which segments the documents were first written.
  func births() throws(IndexError) -> BirthColumn {
    let content = try columnContent(Int(Column.births.rawValue))
    guard let column = BirthColumn(content, documents: info.documents, segment: info.number) else {
      throw damaged("births")
    }
    return column
  }

  /// A column of values, opened now if not before: searches without filters do without.
  private func values(_ number: Int) throws(IndexError) -> ValueColumn {
    if let column = columns[number] { return column }
    guard let column = ValueColumn(try columnContent(number), documents: info.documents) else {
      throw damaged("column \(number)")
    }
    columns[number] = column
    return column
  }

  /// The column of that number.
  func columnContent(_ number: Int) throws(IndexError) -> Blob {
    guard let content = try blob(number, of: \.columns) else { throw damaged("column \(number) is missing") }
    return content
  }

  /// The document of that id, deleted or not; `nil` where the segment has none.
  func document(id: [UInt8]) throws(IndexError) -> DocID? {
    guard let value = try lookUp(id, in: \.identifiers, bytes: info.identifiersBytes, &identifiers) else {
      return nil
    }
    var reader = ByteReader(value)
    let document = reader.varint()
    guard !reader.hasOverrun, document < info.documents else { throw damaged("identifiers") }
    return DocID(document)
  }

  /// Puts the frame of number `index`, decompressed, in the place of `bytes`.
  func readFrame(_ index: Int, _ zstandard: Zstandard, into bytes: inout [UInt8]) throws(IndexError) {
    let entry = frames[index]
    guard let frame = try blob(entry.blob, of: \.documents)?.slice(entry.offset, entry.length),
      zstandard.decompress(
        frame, dictionary: try dictionary(), limit: DocumentFrame.maximumSize, into: &bytes)
    else { throw damaged("documents") }
  }

  /// The dictionary of the stored documents; `nil` where they are compressed without.
  private func dictionary() throws(IndexError) -> DecompressionDictionary? {
    try memory.dictionary { () throws(IndexError) in
      guard let content = try blob(DocumentsWriter.dictionaryBlob, of: \.documents) else { return nil }
      guard let dictionary = DecompressionDictionary(content) else {
        throw damaged("dictionary of documents")
      }
      return dictionary
    }
  }

  /// Goes through a sorted table of this segment: dictionary, forms or identifiers.
  func entries(_ table: KeyPath<Tables, Table>) throws(IndexError) -> SortedTableCursor {
    SortedTableCursor(try blobs(table))
  }

  /// Goes through the blobs of a table of this segment.
  func blobs(_ table: KeyPath<Tables, Table>) throws(IndexError) -> TableCursor {
    try TableCursor(transaction, tables[keyPath: table], prefix: TableKey.segment(info.number), path)
  }

  /// The value of a key in a table, which is opened now if not before.
  private func lookUp(
    _ key: [UInt8], in table: KeyPath<Tables, Table>, bytes: Int, _ opened: inout SortedTable?
  ) throws(IndexError) -> Blob? {
    if opened == nil { opened = try open(table, bytes: bytes) }
    do {
      // SAFETY: the view of the key is used within the closure only.
      return try unsafe key.span.withUnsafeBytes { (key) throws(SortedTable.Damage) in
        try opened?.value(of: unsafe Blob(key))
      }
    } catch { throw damaged(tables[keyPath: table].name) }
  }

  /// Opens a sorted table for look-ups.
  ///
  /// - Parameter bytes: what the manifest says that its blobs have; a branch of the tree may be missing.
  private func open(_ table: KeyPath<Tables, Table>, bytes: Int) throws(IndexError) -> SortedTable {
    let (verifier, ownTable) = (memory.verifier, tables[keyPath: table])
    let opened = try SortedTable(blobs(table)) { number, blob in
      verifier.isIntact(blob, BlobVerifier.Place(table: ownTable, number: number))
    }
    guard opened.bytes == bytes else {
      throw damaged("\(ownTable.name): \(opened.bytes) bytes, not \(bytes)")
    }
    return opened
  }

  private func postingsChunk(_ number: Int) throws(IndexError) -> Blob? {
    if let chunk = postingsChunks[number] { return chunk }
    let chunk = try blob(number, of: \.postings)
    postingsChunks[number] = chunk
    return chunk
  }

  /// A blob that is found by its number; `nil` where there is none.
  private func blob(_ number: Int, of table: KeyPath<Tables, Table>) throws(IndexError) -> Blob? {
    let table = tables[keyPath: table]
    guard let blob = try transaction.sealed(TableKey.numbered(info.number, number), in: table, path: path)
    else {
      return nil
    }
    let place = BlobVerifier.Place(table: table, number: number)
    guard memory.verifier.isIntact(blob, place) else {
      throw damaged("\(table.name) \(number) is not what was written")
    }
    return blob.content
  }

  /// The error that a part of the segment is not what was written.
  func damaged(_ part: String) -> IndexError {
    .corrupted(path: path, detail: "segment \(info.number): \(part)")
  }
}
