import LMDB

/// Goes through all values of an index: their checksums, their keys, their sizes.
struct BlobScan {
  private let manifest: Manifest
  private let transaction: ReadTransaction
  private let tables: Tables
  private let path: String
  private let log: CheckLog
  private let infos: [UInt32: SegmentInfo]
  private let total: Int
  private var done = 0
  private var damaged: Set<UInt32> = []
  /// By number of a segment that no manifest names, bytes of it.
  private var garbage: [UInt32: Int] = [:]

  init(
    _ manifest: Manifest, _ transaction: ReadTransaction, _ tables: Tables, _ path: String, _ log: CheckLog
  ) {
    self.manifest = manifest
    self.transaction = transaction
    self.tables = tables
    self.path = path
    self.log = log
    infos = Dictionary(uniqueKeysWithValues: manifest.segments.map { ($0.number, $0) })
    total = manifest.segments.reduce(0) { $0 + $1.bytes }
  }

  /// Returns the numbers of the segments with which nothing is wrong.
  mutating func run() -> Set<UInt32> {
    for part in Part.allCases { scan(part) }
    for (number, bytes) in garbage.sorted(by: { $0.key < $1.key }) {
      log.find(.garbage, segment: number, "\(bytes) bytes of a segment that was never committed")
    }
    let done = done
    log.update { $0.bytes = done }
    return Set(infos.keys).subtracting(damaged)
  }

  /// A table of segments, and what is known of its keys.
  private enum Part: CaseIterable {
    case dictionary, forms, postings, columns, identifiers, documents, deletions

    func table(_ tables: Tables) -> Table {
      switch self {
      case .dictionary: tables.dictionary
      case .forms: tables.forms
      case .postings: tables.postings
      case .columns: tables.columns
      case .identifiers: tables.identifiers
      case .documents: tables.documents
      case .deletions: tables.deletions
      }
    }

    /// Bytes that the manifest counts; nil where it counts none.
    func bytes(_ info: SegmentInfo) -> Int? {
      switch self {
      case .dictionary: info.dictionaryBytes
      case .forms: info.formsBytes
      case .postings: info.postingsBytes
      case .columns: info.columnsBytes
      case .identifiers: info.identifiersBytes
      case .documents: info.documentsBytes
      case .deletions: nil
      }
    }

    var isNumbered: Bool { self != .dictionary && self != .forms && self != .identifiers }
  }

  private mutating func scan(_ part: Part) {
    let table = part.table(tables)
    var bytes: [UInt32: Int] = [:]
    var numbers: [UInt32: [Int]] = [:]
    var deleted: [UInt32: DeletionSet] = [:]
    do {
      let cursor = try transaction.cursor(table)
      while try cursor.next() {
        // SAFETY: the bytes live as long as the transaction, which outlives this call.
        let (key, value) = unsafe (Blob(cursor.key), Blob(cursor.value))
        guard key.count >= 4 else {
          log.find(.keys, "table \(table.name) has a key of \(key.count) bytes")
          continue
        }
        let segment = key.load(UInt32.self, at: 0).byteSwapped
        guard infos[segment] != nil else {
          garbage[segment, default: 0] += value.count
          continue
        }
        bytes[segment, default: 0] += value.count
        let number = part.isNumbered ? Int(key.load(UInt32.self, at: 4).byteSwapped) : bytes.count
        if part.isNumbered { numbers[segment, default: []].append(number) }
        verify(
          value, at: BlobPlace(key, in: table.name), segment,
          "table \(table.name), \(Self.name(of: key, part))")
        if part == .deletions { deleted[segment, default: DeletionSet()].load(superblock: number, value) }
        done += value.count
        log.progress("checksums", done, of: total)
      }
    } catch {
      log.find(.tree, "table \(table.name): \(error)")
      return damaged.formUnion(infos.keys)
    }
    for info in manifest.segments {
      if let expected = part.bytes(info), bytes[info.number] ?? 0 != expected {
        damage(
          .counts, info.number,
          "table \(table.name) has \(bytes[info.number] ?? 0) bytes, the manifest counts \(expected)")
      } else {
        checkNumbers(numbers[info.number] ?? [], part, info)
      }
      if part == .deletions { checkDeletions(deleted[info.number] ?? DeletionSet(), info) }
    }
  }

  private mutating func verify(
    _ value: Blob, at place: BlobPlace, _ segment: UInt32, _ name: String
  ) {
    guard let blob = SealedBlob(value, at: place), blob.isIntact else {
      return damage(.checksum, segment, "\(name): \(value.count) bytes are not what was written")
    }
  }

  private mutating func damage(_ kind: CheckFinding.Kind, _ segment: UInt32, _ message: String) {
    log.find(kind, segment: segment, message)
    damaged.insert(segment)
  }

  private static func name(of key: Blob, _ part: Part) -> String {
    let number = key.load(UInt32.self, at: 4).byteSwapped
    return switch part {
    case .dictionary, .forms, .identifiers:
      "the entries from '\(key.slice(4, key.count - 4)?.string ?? "")' on"
    case .postings: "chunk \(number)"
    case .columns: "column \(Column(rawValue: UInt8(clamping: number)).map { "\($0)" } ?? "\(number)")"
    case .documents where Int(number) == DocumentsWriter.dictionaryBlob: "the dictionary"
    case .documents: "blob \(number)"
    case .deletions: "superblock \(number)"
    }
  }

  private mutating func checkDeletions(_ deleted: DeletionSet, _ info: SegmentInfo) {
    if deleted.count != info.deleted {
      damage(
        .deletions, info.number, "\(deleted.count) documents are deleted, the manifest counts \(info.deleted)"
      )
    }
    let last = info.blocks - 1
    for (superblock, words) in deleted.superblocks {
      for (place, word) in words.enumerated() {
        let block = superblock * Grid.blocksPerSuperblock + place
        let rest = info.documents - last * Grid.blockSize
        let existing = block < last ? UInt64.max : block == last ? .max >> UInt64(Grid.blockSize - rest) : 0
        if word & ~existing != 0 {
          damage(
            .deletions, info.number, "documents are deleted in block \(block) that the segment does not have")
        }
      }
    }
  }

  /// Numbered values come without a gap.
  private mutating func checkNumbers(_ numbers: [Int], _ part: Part, _ info: SegmentInfo) {
    let expected: [Int]
    switch part {
    case .postings: expected = Array(0..<numbers.count)
    case .documents:
      let hasDictionary = numbers.last == DocumentsWriter.dictionaryBlob
      expected =
        Array(0..<numbers.count - (hasDictionary ? 1 : 0))
        + (hasDictionary ? [DocumentsWriter.dictionaryBlob] : [])
    case .columns:
      let attributes = max(0, numbers.count - Column.allCases.count)
      expected =
        Column.allCases.map { Int($0.rawValue) } + (0..<attributes).map { AttributeNames.firstColumn + $0 }
    case .deletions:
      expected = info.deleted == 0 ? [] : numbers.filter { $0 < Grid.superblocks(info.blocks) }
    case .dictionary, .forms, .identifiers: return
    }
    if numbers != expected {
      damage(
        .keys, info.number,
        "table \(part.table(tables).name) has the numbers \(Self.text(numbers)), expected are "
          + Self.text(expected))
    }
  }

  /// Numbers in runs: `0–3, 7`.
  private static func text(_ numbers: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    if runs.isEmpty { return "none" }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }.joined(
      separator: ", ")
  }
}
