/// The columns of a table, each a key of the records that its rows are.
struct TableColumns {
  /// A key for each column.
  let keys: [String]
  private let names: [String]
  private let mapper: RecordMapper

  /// - Parameter names: as the header or the query has them.
  init(_ names: [String], fieldMap: [String: DocumentField]) {
    let mapper = RecordMapper(fieldMap: fieldMap)
    self.mapper = mapper
    self.names = names
    keys = names.enumerated().map { Self.key($1, number: $0 + 1, mapper) }
  }

  /// The field that each column stands for; `nil` for an attribute.
  var fields: [DocumentField?] { keys.map(mapper.field) }

  /// Why nothing could be found in the rows; `nil` where they have words.
  var lack: String? {
    if fields.contains(.text) || fields.contains(.title) { return nil }
    let columns = names.prefix(8).joined(separator: ", ")
    return "no column is known for title or text, and none is mapped to them: \(columns)"
  }

  /// The document of a row.
  func document(_ values: [JSONValue]) throws(RecordRejection) -> DocumentRecord {
    guard values.count == keys.count else {
      throw RecordRejection(reason: "\(values.count) fields where the header has \(keys.count)")
    }
    let members = values.indices.map { JSONMember(key: keys[$0], value: values[$0]) }
    return try mapper.map(JSONObject(members: members, hasControlCharacters: true))
  }

  /// The name of a column where that stands for a field, else the name as keys of fields are written,
  /// with small letters and underscores between words (`Reviewer Name`), if that does, else the name
  /// itself. A column without a name goes by its number.
  private static func key(_ name: String, number: Int, _ mapper: RecordMapper) -> String {
    let name = PlainText.trimmed(name)
    if name.isEmpty { return "column_\(number)" }
    if mapper.field(of: name) != nil { return name }
    let key = String(name.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
    return mapper.field(of: key) == nil ? name : key
  }
}
