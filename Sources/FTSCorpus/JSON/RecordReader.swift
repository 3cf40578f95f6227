import FTSDocument

/// Reads documents from JSON objects (RFC 8259), one at a time: the lines of a source, or the bodies of requests.
public struct RecordReader: Sendable {
  private let mapper: RecordMapper

  /// - Parameter fieldMap: keys that stand for a field, before the names known without being told.
  public init(fieldMap: [String: DocumentField] = [:]) { mapper = RecordMapper(fieldMap: fieldMap) }

  /// The document that an object describes.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8.
  ///   - range: where in them the object is, with nothing but blanks around it; `nil` for all of them.
  ///   - id: of an object that says none; `nil` makes one of its content.
  public func record(
    _ bytes: [UInt8], in range: Range<Int>? = nil, id: String? = nil
  ) throws(RecordRejection) -> DocumentRecord {
    var scanner = JSONScanner(bytes, in: range ?? 0..<bytes.count)
    let value: JSONValue
    do {
      value = try scanner.scan()
    } catch {
      throw RecordRejection(reason: "byte \(error.byte) of the line: \(error.reason)")
    }
    guard case .object(let members) = value else {
      throw RecordRejection(reason: "\(value.typeName) where an object is wanted")
    }
    return try mapper.map(members, cleansText: scanner.hasControlCharacters, id: id)
  }
}
