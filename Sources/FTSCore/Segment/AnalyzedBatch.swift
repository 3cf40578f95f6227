import FTSDocument

/// Documents that have been analysed, waiting to become part of a segment.
struct AnalyzedBatch {
  /// One document of a batch.
  struct Entry {
    var kind: String
    var parent: String?
    var thread: String?
    /// Where the encoded document lies in `stored`; it begins with its id.
    var stored: Range<Int>
    /// Where the id lies in `stored`.
    var id: Range<Int>
    /// Its first token in `tokens`; the body's come first, then the title's, then the author's.
    var firstToken: Int
    /// Tokens of each field.
    var lengths: FieldFrequencies
    /// UTF-8 bytes of title, author and body.
    var textBytes: Int
  }

  /// Which analysis worker's terms `tokens` are numbers of.
  let worker: Int
  fileprivate(set) var entries: [Entry] = []
  fileprivate(set) var tokens: [UInt32] = []
  /// The documents as they will be stored, see DocumentCodec.
  fileprivate(set) var stored: [UInt8] = []

  /// Bytes of memory held.
  var memory: Int {
    entries.capacity * MemoryLayout<Entry>.stride + tokens.capacity * 4 + stored.capacity
  }

  /// Rewrites every token.
  mutating func mapTokens(_ transform: (UInt32) -> UInt32) {
    for index in tokens.indices { tokens[index] = transform(tokens[index]) }
  }

  /// The id of a document.
  func withID<R>(of entry: Int, _ body: (Blob) -> R) -> R {
    unsafe stored.withUnsafeBytes { bytes in
      // SAFETY: the view is used within this closure only.
      body(unsafe Blob(UnsafeRawBufferPointer(rebasing: bytes[entries[entry].id])))
    }
  }
}

extension AnalysisWorker {
  /// Analyses `documents` into a batch.
  func analyze(_ documents: [Document]) -> AnalyzedBatch {
    var batch = AnalyzedBatch(worker: number)
    let textBytes = documents.reduce(0) { $0 + $1.textBytes }
    batch.entries.reserveCapacity(documents.count)
    batch.tokens.reserveCapacity(textBytes / 5)
    var writer = ByteWriter(capacity: textBytes + documents.count * 128)
    for document in documents {
      let start = writer.count
      DocumentCodec.encode(document, into: &writer)
      var lengths = FieldFrequencies()
      let firstToken = batch.tokens.count
      lengths.body = appendTokens(of: document.body, to: &batch.tokens)
      if let title = document.title { lengths.title = appendTokens(of: title, to: &batch.tokens) }
      if let author = document.author { lengths.author = appendTokens(of: author, to: &batch.tokens) }
      let idLength = document.id.utf8.count
      let idStart = start + (idLength < 0x80 ? 1 : 2)
      batch.entries.append(
        AnalyzedBatch.Entry(
          kind: document.kind.rawValue, parent: document.parent, thread: document.thread,
          stored: start..<writer.count, id: idStart..<idStart + idLength, firstToken: firstToken,
          lengths: lengths, textBytes: document.textBytes))
    }
    batch.stored = writer.bytes
    return batch
  }
}
