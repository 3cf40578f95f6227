import FoundationEssentials

/// A query of a test collection: plain words, no operators.
public struct EvaluationQuery: Equatable, Sendable {
  /// As in the judgements.
  public var id: String
  /// Plain words.
  public var text: String

  /// A query of that id.
  public init(id: String, text: String) {
    self.id = id
    self.text = text
  }

  /// Reads queries, one a line: JSON objects with `_id` and `text` (BEIR), or an id and the text
  /// with a tab or a colon between (TREC).
  ///
  /// - Parameter file: What to call the file in errors.
  public static func parse(_ bytes: [UInt8], file: String) throws(EvaluationInputError) -> [EvaluationQuery] {
    var queries: [EvaluationQuery] = []
    var seen: Set<String> = []
    for (number, line) in TextLines(bytes) {
      let query = line.first == "{" ? Self(json: line) : Self(line: line)
      guard let query else {
        throw EvaluationInputError(
          file: file, line: number,
          reason: "expected {\"_id\": …, \"text\": …}, or an id, a tab or colon, and the text")
      }
      guard seen.insert(query.id).inserted else {
        throw EvaluationInputError(file: file, line: number, reason: "query \(query.id) was there before")
      }
      queries.append(query)
    }
    return queries
  }

  private init?(json: Substring) {
    struct Record: Decodable {
      let _id: String
      let text: String
    }
    guard let record = try? JSONDecoder().decode(Record.self, from: Data(json.utf8)) else { return nil }
    self.init(id: record._id, text: record.text)
  }

  private init?(line: Substring) {
    guard let separator = line.firstIndex(of: "\t") ?? line.firstIndex(of: ":"), separator > line.startIndex
    else { return nil }
    self.init(id: String(line[..<separator]), text: String(line[line.index(after: separator)...]))
  }
}
