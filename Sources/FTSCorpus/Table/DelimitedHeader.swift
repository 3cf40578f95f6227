/// The first record of delimited text, which names the columns.
struct DelimitedHeader {
  let columns: TableColumns
  private let fields: [DocumentField?]

  init(_ names: [String], fieldMap: [String: DocumentField]) {
    columns = TableColumns(names, fieldMap: fieldMap)
    fields = columns.fields
  }

  /// The document of a record with these texts, one for each column.
  func document(_ texts: [String]) throws(RecordRejection) -> DocumentRecord {
    try columns.document(texts.enumerated().map { value($1, column: $0) })
  }

  /// Text has no types: of what becomes an attribute, that is a number which JSON would have as one
  /// (and so no number with leading zeros); in a column of dates, what has the digits of a Unix time.
  private func value(_ text: String, column: Int) -> JSONValue {
    guard !text.isEmpty, column < fields.count else { return .null }
    let isNumber =
      switch fields[column] {
      case nil: JSONScanner.isNumber(text.utf8)
      case .date: Self.isUnixTime(text.utf8)
      default: false
      }
    return isNumber ? .number(text) : .string(text)
  }

  private static func isUnixTime(_ utf8: String.UTF8View) -> Bool {
    utf8.count >= 9 && utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
