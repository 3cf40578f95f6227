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
    let object: JSONObject
    do throws(JSONSyntaxError) {
      object = try JSONObject(bytes, in: range ?? 0..<bytes.count)
    } catch {
      throw error.rejection
    }
    return try mapper.map(object, id: id)
  }
}
