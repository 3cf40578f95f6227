/// A database that is named as a source: `sqlite:PATH`.
public struct DatabaseSource: Equatable, Sendable {
  /// What every SQLite database begins with (https://sqlite.org/fileformat.html, section 1.3).
  static let magic = Array("SQLite format 3\0".utf8)
  private static let prefix = "sqlite:"

  /// As it was named.
  public let name: String
  private let path: String

  /// `nil` where a name is not one of a database.
  public init?(_ name: String) {
    guard name.hasPrefix(Self.prefix) else { return nil }
    self.name = name
    path = String(name.dropFirst(Self.prefix.count))
  }

  /// Calls `body` with the document of every row of the query, and every problem. Columns are read as
  /// those that a header names.
  func read<Failure: Error>(
    _ options: SourceOptions, _ body: (SourceEvent) throws(Failure) -> Void
  ) throws(Failure) {
    let rows: SQLiteRows
    do throws(InputError) { rows = try open(options.query) } catch { return try body(problem(error)) }
    let columns = TableColumns(rows.columns, fieldMap: options.fieldMap)
    if let lack = columns.lack { return try body(problem(InputError(reason: lack))) }
    var row = 0
    var events: [SourceEvent] = []
    while true {
      row += 1
      let values: [JSONValue?]?
      do throws(InputError) { values = try rows.next() } catch {
        return try body(problem(InputError(location: .row(row), reason: error.reason)))
      }
      guard let values else { return }
      add(values, of: columns, at: .row(row), into: &events)
      for event in events { try body(event) }
      events.removeAll(keepingCapacity: true)
    }
  }

  private func open(_ query: String?) throws(InputError) -> SQLiteRows {
    guard let query else { throw InputError(reason: "a database is read by a query, and none was given") }
    return try SQLiteRows(path: path, query: query)
  }

  private func add(
    _ values: [JSONValue?], of columns: TableColumns, at location: SourceProblem.Location,
    into events: inout [SourceEvent]
  ) {
    do throws(RecordRejection) {
      var record = try columns.document(values.map { $0 ?? .null })
      for (key, value) in zip(columns.keys, values) where value == nil {
        record.warnings.append("\(key) holds bytes that are no text; left out")
      }
      events.append(record, from: name, at: location)
    } catch {
      events.append(.skipped(error, in: name, at: location))
    }
  }

  private func problem(_ error: InputError) -> SourceEvent {
    .problem(
      SourceProblem(source: name, location: error.location, reason: error.reason, severity: .fileSkipped))
  }
}
