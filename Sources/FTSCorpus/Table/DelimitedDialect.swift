/// The delimiter of a text, as far as its name and its header tell it.
enum DelimitedDialect {
  private static let tab = UInt8(ascii: "\t")
  private static let comma = UInt8(ascii: ",")
  /// Tabs stand in no name of a column; semicolons are what programs write whose decimals have commas.
  private static let delimiters = [tab, comma, UInt8(ascii: ";")]

  /// The format by the name of a file, compressed or not.
  static func format(ofName path: String) -> SourceFormat? {
    let name = FileName.withoutCompression(path)
    if name.hasSuffix(".csv") { return .csv }
    return name.hasSuffix(".tsv") || name.hasSuffix(".tab") ? .tsv : nil
  }

  /// The format of a text whose first record is a header with columns for two fields of a document, one
  /// of them its text or title, and whose second record has as many fields.
  static func format(of head: [UInt8], fieldMap: [String: DocumentField]) -> SourceFormat? {
    for delimiter in delimiters {
      let records = records(head, delimiter: delimiter, count: 2)
      guard let header = records.first else { return nil }
      let columns = TableColumns(header, fieldMap: fieldMap)
      let fields = Set(columns.fields.compactMap(\.self))
      if columns.lack == nil, fields.count > 1, records.allSatisfy({ $0.count == header.count }) {
        return delimiter == tab ? .tsv : .csv
      }
    }
    return nil
  }

  /// The delimiter of a CSV file: the first that makes several columns of the header with known ones
  /// among them, else the one that makes most.
  ///
  /// - Parameter line: the first.
  static func delimiter(ofHeader line: [UInt8], fieldMap: [String: DocumentField]) -> UInt8 {
    let headers = delimiters.map { records(line, delimiter: $0, count: 1).first ?? [] }
    let known = headers.firstIndex { $0.count > 1 && TableColumns($0, fieldMap: fieldMap).lack == nil }
    if let known { return delimiters[known] }
    let most = headers.map(\.count).max() ?? 0
    return most > 1 ? delimiters[headers.firstIndex { $0.count == most } ?? 0] : comma
  }

  private static func records(_ head: [UInt8], delimiter: UInt8, count: Int) -> [[String]] {
    var scanner = DelimitedScanner(delimiter: delimiter)
    var records: [[String]] = []
    var start = 0
    while records.count < count, start < head.count {
      // A record that the end of the head cuts tells nothing.
      let isLast = head.count < SourceLimits.detectionBytes
      guard case .record(let end) = scanner.scan(head, from: start, isLast: isLast) else { break }
      records.append(
        scanner.fields.map { TextDecoder.decode(scanner.text(of: $0, in: head, from: start)).text })
      scanner.reset()
      start += end
    }
    return records
  }
}
