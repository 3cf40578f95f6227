package import FTSProtocol

/// What OpenSearch's and Elasticsearch's `_bulk` want on the line before a document: that it is to be indexed, by its id.
public struct BulkAction: Equatable, Sendable {
  private let id: String

  /// The line before the document of that id.
  public init(id: String) { self.id = id }
}

extension BulkAction: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object { action in
      action.key("index")
      action.object { $0.member("_id", id) }
    }
  }
}
