import CXXHash
import FTSCore
import FTSDocument
import FTSQuery
import FTSTestSupport
import LMDB
import Synchronization

/// An index with damaged values answers or fails, and does nothing else. The bytes say which values are changed, where and
/// to what; their checksums fit afterwards, so that what reads them has to be careful by itself.
final class IndexFuzzing: Sendable {
  static let shared = IndexFuzzing()

  /// A value of a table.
  private struct Entry {
    var table: Table
    var key: [UInt8]
    var value: [UInt8]
  }

  private static let tables = [
    "meta", "dictionary", "forms", "postings", "columns", "identifiers", "documents", "deletions",
  ]
  private static let queries = [
    "film her 2", "+film -her", "\"a film\" soft", "\"film her\"~3", "fil* her~1 /[a-h].*/",
    "title:her author:liam",
    "rating:>2 film", "in:review(film) her", "has:comment(film)", "reply-to:liam", "tag:food has:votes",
    "votes:>3 *",
  ]

  private let directory: TemporaryDirectory
  private let environment: Environment
  private let entries: Mutex<[Entry]>

  private init() {
    do {
      directory = try TemporaryDirectory()
      try Self.write(to: directory.path)
      var options = Environment.Options()
      options.maxTables = Self.tables.count
      environment = try Environment.open(path: directory.path, options: options)
      let entries = try Self.read(environment)
      for entry in entries {
        var sealed = entry
        Self.seal(&sealed)
        precondition(sealed.value == entry.value, "table \(entry.table.name) is sealed otherwise")
      }
      self.entries = Mutex(entries)
    } catch { preconditionFailure("\(error)") }
  }

  func run(_ bytes: [UInt8]) {
    // One after the other: they change the same index.
    entries.withLock { entries in
      do { try replace(Self.damage(entries, by: bytes)) } catch { preconditionFailure("\(error)") }
      use()
    }
  }

  /// Two segments, with deletions, threads and values of all kinds.
  private static func write(to path: String) throws {
    let writer = try IndexWriter(path: path, analyzer: "simple")
    defer { writer.close() }
    for number in 0..<150 {
      if number == 80 { try writer.commit() }
      try writer.add(
        Document(
          id: "d\(number)", kind: number % 3 == 0 ? .review : .comment,
          parent: number % 3 == 0 ? nil : "d\(number - 1)", title: number % 2 == 0 ? "her film" : nil,
          author: ["liam", "zoë", nil][number % 3], date: Timestamp("20\(10 + number % 10)-05"),
          rating: number % 4 == 0 ? nil : Double(number % 5),
          tags: number % 7 == 0 ? ["food", "a film"] : [],
          body: "a soft film of her \(number) \(number % 11) "
            + String(repeating: "word ", count: number % 13),
          attributes: [
            Attribute("votes", .number(Double(number % 9))), Attribute("film", .string("her \(number % 3)")),
          ]))
    }
    for number in stride(from: 1, to: 80, by: 9) { _ = try writer.delete(id: "d\(number)") }
    try writer.commit()
  }

  private static func read(_ environment: Environment) throws -> [Entry] {
    var entries: [Entry] = []
    let tables = try tables.map { name throws(LMDBError) in try environment.table(name, create: false) }
    try environment.read { (transaction) throws(LMDBError) in
      for table in tables {
        let cursor = try transaction.cursor(table)
        while try cursor.next() {
          // SAFETY: the cursor stands on an entry; the bytes are copied at once.
          entries.append(unsafe Entry(table: table, key: Array(cursor.key), value: Array(cursor.value)))
        }
      }
    }
    return entries
  }

  /// Five bytes a change: two for the value, two for the place in it, one to be there.
  private static func damage(_ entries: [Entry], by bytes: [UInt8]) -> [Entry] {
    var entries = entries
    for start in stride(from: 0, to: bytes.count - 4, by: 5).prefix(64) {
      let index = (Int(bytes[start]) << 8 | Int(bytes[start + 1])) % entries.count
      let length = entries[index].value.count - 8
      guard length > 0 else { continue }
      let place = (Int(bytes[start + 2]) << 8 | Int(bytes[start + 3])) % (length + 1)
      // A place behind the end cuts the value off.
      if place == length {
        entries[index].value.removeFirst(min(length, Int(bytes[start + 4])))
      } else {
        entries[index].value[place] = bytes[start + 4]
      }
      seal(&entries[index])
    }
    return entries
  }

  /// Has the checksum at the end fit what stands before it, and where it stands (`Format.md`).
  private static func seal(_ entry: inout Entry) {
    let content = Array(entry.value.dropLast(8))
    let place =
      entry.table.name == "meta" ? 0 : hash(entry.key, seed: hash(Array(entry.table.name.utf8), seed: 0))
    let checksum = hash(content, seed: 0) ^ place
    for byte in 0..<8 {
      entry.value[content.count + byte] = UInt8(truncatingIfNeeded: checksum >> (8 * UInt64(byte)))
    }
  }

  private static func hash(_ bytes: [UInt8], seed: UInt64) -> UInt64 {
    // SAFETY: the function reads the bytes it is given and keeps none.
    unsafe bytes.withUnsafeBytes { unsafe XXH3_64bits_withSeed($0.baseAddress, $0.count, seed) }
  }

  private func replace(_ entries: [Entry]) throws {
    var transaction = try environment.beginWrite()
    for entry in entries { try transaction.put(entry.key, entry.value, in: entry.table) }
    try transaction.commit()
  }

  /// Asks all there is to ask.
  private func use() {
    guard let reader = try? IndexReader(path: directory.path) else { return }
    for (number, text) in Self.queries.enumerated() {
      guard let query = try? QueryParser.parse(text) else { preconditionFailure(text) }
      var options = SearchOptions()
      options.explains = number % 2 == 0
      options.byThread = number % 4 == 1
      options.sort = number % 4 == 2 ? [.init(.rating)] : []
      _ = try? reader.search(query, options: options)
    }
    _ = try? reader.suggest("fi")
    for number in [0, 7, 149] { _ = try? reader.document(id: "d\(number)") }
    _ = try? reader.statistics()
  }
}
