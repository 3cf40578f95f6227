import CSQLite

/// The rows that a query on an SQLite database gives, one after the other. The database is opened
/// read-only, and functions that its schema may call have no side effects.
@safe final class SQLiteRows {
  /// How long another program's lock on the database is waited for.
  private static let patienceMilliseconds: Int32 = 5_000

  private let database: OpaquePointer
  private let statement: OpaquePointer
  /// Names of the columns, as the query gives them.
  let columns: [String]

  /// - Parameter query: one statement that reads.
  init(path: String, query: String) throws(InputError) {
    let database = unsafe try Self.open(path)
    do throws(InputError) {
      let statement = unsafe try Self.prepare(query, database)
      unsafe columns = (0..<sqlite3_column_count(statement)).map { column in
        // SAFETY: the name is a C string of the statement's; null for want of memory alone.
        unsafe String(cString: sqlite3_column_name(statement, column))
      }
      unsafe self.statement = statement
      unsafe self.database = database
    } catch {
      unsafe sqlite3_close_v2(database)
      throw error
    }
  }

  // SAFETY: both made in `init`, used by nobody else and not again.
  deinit {
    unsafe sqlite3_finalize(statement)
    unsafe sqlite3_close_v2(database)
  }

  /// The values of the next row, one for each column, `nil` for bytes that are no text; `nil` after
  /// the last row.
  func next() throws(InputError) -> [JSONValue?]? {
    switch unsafe sqlite3_step(statement) {
    case SQLITE_ROW: columns.indices.map { value(Int32($0)) }
    case SQLITE_DONE: nil
    default: throw unsafe Self.error("the query failed", database)
    }
  }

  private func value(_ column: Int32) -> JSONValue? {
    switch unsafe sqlite3_column_type(statement, column) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: .number(String(unsafe sqlite3_column_int64(statement, column)))
    case SQLITE_FLOAT: .number(String(unsafe sqlite3_column_double(statement, column)))
    case SQLITE_TEXT: .string(TextDecoder.decode(bytes(column)).text)
    default: String(validating: bytes(column), as: UTF8.self).map(JSONValue.string)
    }
  }

  private func bytes(_ column: Int32) -> [UInt8] {
    // Asked for before its length, since this may turn UTF-16 into UTF-8.
    guard let text = unsafe sqlite3_column_text(statement, column) else { return [] }
    // SAFETY: as many bytes as the second call says are the statement's until the next step.
    return unsafe Array(UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, column))))
  }

  private static func open(_ path: String) throws(InputError) -> OpaquePointer {
    var database: OpaquePointer?
    let code = unsafe sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, nil)
    guard let database = unsafe database else { throw InputError(reason: "cannot be opened: no memory") }
    guard code == SQLITE_OK else {
      defer { unsafe _ = sqlite3_close_v2(database) }
      throw unsafe error("cannot be opened", database)
    }
    _ = unsafe sqlite3_busy_timeout(database, patienceMilliseconds)
    // What the schema of a database from elsewhere calls must not do more than compute.
    _ = unsafe sqlite3_exec(database, "PRAGMA trusted_schema = OFF", nil, nil, nil)
    return unsafe database
  }

  private static func prepare(_ query: String, _ database: OpaquePointer) throws(InputError) -> OpaquePointer
  {
    var statement: OpaquePointer?
    var isAlone = false
    let code = unsafe query.withCString { text in
      var rest: UnsafePointer<CChar>?
      let code = unsafe sqlite3_prepare_v2(database, text, -1, &statement, &rest)
      // SAFETY: the rest is the end of the same C string.
      isAlone = unsafe rest.map { unsafe String(cString: $0).utf8.allSatisfy(PlainText.isBlank) } ?? true
      return code
    }
    guard code == SQLITE_OK else { throw unsafe error("the query", database) }
    var reason: String?
    if unsafe statement == nil {
      reason = "the query is empty"
    } else if !isAlone {
      reason = "the query is more than one statement"
    } else if unsafe sqlite3_stmt_readonly(statement) == 0 {
      reason = "the query does not only read"
    } else if unsafe sqlite3_column_count(statement) == 0 {
      reason = "the query gives no columns"
    }
    guard reason == nil, let statement = unsafe statement else {
      unsafe sqlite3_finalize(statement)
      throw InputError(reason: reason ?? "the query is empty")
    }
    return unsafe statement
  }

  private static func error(_ what: String, _ database: OpaquePointer) -> InputError {
    // SAFETY: the message is a C string of the connection's.
    InputError(reason: "\(what): \(unsafe String(cString: sqlite3_errmsg(database)))")
  }
}
