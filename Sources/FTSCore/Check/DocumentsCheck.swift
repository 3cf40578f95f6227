import FTSAnalysis
import FTSDocument

/// Reads all stored documents of a segment, makes its columns anew of them, and of some the words.
struct DocumentsCheck {
  private let segment: SegmentReader
  private let ids: [UInt64]
  private let postings: PostingsCheck
  private let settings: IndexSettings
  private let log: CheckLog
  private let worker: AnalysisWorker
  /// Hash of each term of the worker.
  private var termHashes: [UInt64] = []
  private let stride: Int

  /// What nothing else tells.
  private var births: [UInt32] = []
  private var columns = SegmentColumns()
  private var textBytes = 0
  private var rederived = 0
  private var isReadable = true

  /// - Parameters:
  ///   - ids: by document, the hash of its id.
  ///   - postings: what the posting lists say of each document.
  init(
    _ segment: SegmentReader, _ analyzer: Analyzer, ids: [UInt64], _ postings: PostingsCheck,
    _ settings: IndexSettings, _ options: CheckOptions, _ log: CheckLog
  ) {
    self.segment = segment
    self.ids = ids
    self.postings = postings
    self.settings = settings
    self.log = log
    worker = AnalysisWorker(number: 0, analyzer: analyzer)
    stride = options.stride(of: segment.info.documents)
  }

  private var number: UInt32 { segment.info.number }

  mutating func run() throws(IndexError) {
    births = try segment.births().segments
    let frames = try readFrames()
    let info = segment.info
    let rederived = rederived
    log.update { $0.rederived += rederived }
    if textBytes != info.textBytes {
      log.find(
        .counts, segment: number,
        "the documents have \(textBytes) bytes of text, the manifest counts \(info.textBytes)")
    }
    try columns.forEachColumn(
      frames: frames,
      documentOf: { (id) throws(IndexError) in try segment.document(id: id) }
    ) { (column, content) throws(IndexError) in
      guard try segment.columnContent(column).array != content else { return }
      let name = Column(rawValue: UInt8(clamping: column)).map { "\($0)" } ?? "\(column)"
      log.find(.columns, segment: number, "column \(name) is not what the documents give")
    }
  }

  /// Reads all frames; returns where they are.
  private mutating func readFrames() throws(IndexError) -> [FrameDirectory.Entry] {
    let zstandard = Zstandard()
    var frame: [UInt8] = []
    var entries: [FrameDirectory.Entry] = []
    for index in 0..<segment.frames.count {
      let entry = segment.frames[index]
      let isInOrder =
        if let last = entries.last {
          (entry.blob, entry.offset) == (last.blob, last.offset + last.length)
            || (entry.blob, entry.offset) == (last.blob + 1, 0)
        } else { (entry.blob, entry.offset) == (0, 0) }
      guard isInOrder, Int(entry.firstDocument) == columns.count else {
        throw segment.damaged("frame \(index) of the documents is not where it should be")
      }
      entries.append(entry)
      try segment.readFrame(index, zstandard, into: &frame)
      let count = DocumentFrame.forEachRecord(of: frame) { check($0) }
      guard count != nil, isReadable, columns.count <= segment.info.documents else {
        throw segment.damaged("frame \(index) of the documents holds others than it should")
      }
      if index % 16 == 0 { log.progress("documents", columns.count, of: segment.info.documents) }
    }
    guard columns.count == segment.info.documents else {
      throw segment.damaged("\(columns.count) documents are stored, not \(segment.info.documents)")
    }
    return entries
  }

  private mutating func check(_ record: DocumentFrame.Record) {
    let number = columns.count
    guard isReadable, number < segment.info.documents, let document = DocumentCodec.decode(record.document)
    else {
      isReadable = false
      return
    }
    if Checksum.hash(document.id) != ids[number] {
      log.find(
        .identifiers, segment: self.number,
        "document \(number) is stored as '\(document.id)', and indexed as another")
    }
    let isRoot = record.thread.count == 0
    textBytes += document.textBytes
    columns.append(
      length: settings.weights.length(postings.lengths[number]), kind: document.kind.rawValue,
      thread: isRoot ? Checksum.hash(document.id) : Checksum.hash(record.thread), isRoot: isRoot,
      birth: births[number], document: record.document)
    if number % stride == 0 { rederive(document, number) }
  }

  private mutating func rederive(_ document: Document, _ number: Int) {
    rederived += 1
    var fingerprint: UInt64 = 0
    let language = worker.language(of: document)
    for (field, text) in [
      (Field.body, document.body), (.title, document.title ?? ""), (.author, document.author ?? ""),
    ] {
      var tokens: [UInt32] = []
      _ = worker.appendTokens(of: text, language: language, to: &tokens)
      let terms = worker.terms
      while termHashes.count < terms.count {
        termHashes.append(Checksum.hash(terms.string(termHashes.count)))
      }
      for (position, term) in tokens.enumerated() {
        fingerprint &+= TermFingerprint.token(
          termHashes[Int(term)], field, min(position, Occurrence.maximumPosition))
      }
    }
    if fingerprint != postings.fingerprints[number] {
      log.find(
        .words, segment: self.number, "the words of document '\(document.id)' are not those in the index")
    }
  }
}
