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

  /// Whether a document says nothing of any other that it belongs to.
  func isRoot(_ entry: Int) -> Bool { entries[entry].parent == nil && entries[entry].thread == nil }

  /// The id of a document.
  func withID<R>(of entry: Int, _ body: (Blob) -> R) -> R { withStored(entries[entry].id, body) }

  /// A document as it is stored.
  func withDocument<R>(_ entry: Int, _ body: (Blob) -> R) -> R { withStored(entries[entry].stored, body) }

  private func withStored<R>(_ range: Range<Int>, _ body: (Blob) -> R) -> R {
    unsafe stored.withUnsafeBytes { bytes in
      // SAFETY: the view is used within this closure only.
      body(unsafe Blob(UnsafeRawBufferPointer(rebasing: bytes[range])))
    }
  }
}

extension AnalysisWorker {
  /// Analyses `documents` into a batch.
  func analyze(_ documents: [Document]) -> AnalyzedBatch {
    var batch = AnalyzedBatch(worker: number)
    batch.entries.reserveCapacity(documents.count)
    tokens.removeAll(keepingCapacity: true)
    stored.removeAll()
    for document in documents {
      let start = stored.count
      DocumentCodec.encode(document, into: &stored)
      var lengths = FieldFrequencies()
      let firstToken = tokens.count
      let language = language(of: document)
      lengths.body = appendTokens(of: document.body, language: language, to: &tokens)
      if let title = document.title {
        lengths.title = appendTokens(of: title, language: language, to: &tokens)
      }
      if let author = document.author {
        lengths.author = appendTokens(of: author, language: language, to: &tokens)
      }
      let idLength = document.id.utf8.count
      let idStart = start + (idLength < 0x80 ? 1 : 2)
      batch.entries.append(
        AnalyzedBatch.Entry(
          kind: document.kind.rawValue, parent: document.parent, thread: document.thread,
          stored: start..<stored.count, id: idStart..<idStart + idLength, firstToken: firstToken,
          lengths: lengths, textBytes: document.textBytes))
    }
    batch.tokens = MemoryAdvice.copy(tokens)
    batch.stored = MemoryAdvice.copy(stored.bytes)
    return batch
  }
}
