/// What of a thread matches, where hits are threads.
public struct ThreadResponse: Equatable, Sendable {
  /// How many of its documents do.
  public var documents: Int
  /// Whether the hit itself, the review, is one of them.
  public var includesHit: Bool
  /// The best of the others, best first, as many as were asked for.
  public var comments: [SearchHit]
  /// How many match and are not shown.
  public var more: Int

  package init(documents: Int, includesHit: Bool, comments: [SearchHit], more: Int) {
    self.documents = documents
    self.includesHit = includesHit
    self.comments = comments
    self.more = more
  }
}

extension ThreadResponse: Decodable {
  private enum CodingKeys: String, CodingKey {
    case documents, comments, more
    case includesHit = "itself"
  }
}

extension ThreadResponse: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("documents", documents)
      $0.member("itself", includesHit)
      $0.member("comments", comments)
      $0.member("more", more)
    }
  }
}

extension ThreadResponse: DescribedAnswer {
  package static let members: [ParameterDescription] = [
    .always("documents", .integer(), "Documents of the thread that match"),
    .always("itself", .boolean, "Whether the hit is one of them"),
    .always("comments", .array(SearchHit.reference), "The best of the others, best first"),
    .always("more", .integer(), "How many match and are not shown"),
  ]
}
