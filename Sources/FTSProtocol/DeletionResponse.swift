/// How many documents matched a query, and are deleted.
public struct DeletionResponse: Equatable, Sendable, Decodable {
  /// The query.
  public var query: String
  /// Documents that were deleted.
  public var deleted: Int

  package init(query: String, deleted: Int) {
    self.query = query
    self.deleted = deleted
  }
}

extension DeletionResponse: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("query", query)
      $0.member("deleted", deleted)
    }
  }
}

extension DeletionResponse: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .always("query", .string, "As it was sent"),
    .always("deleted", .integer(), "Documents that were deleted"),
  ]
}
