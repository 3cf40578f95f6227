/// One document, whole.
public struct DocumentResponse: Equatable, Sendable {
  /// Stable name of the document.
  public var id: String
  /// As `review` or `comment`.
  public var kind: String
  /// What is known besides the text.
  public var metadata: DocumentMetadata
  /// The text itself.
  public var body: String

  package init(id: String, kind: String, metadata: DocumentMetadata, body: String) {
    self.id = id
    self.kind = kind
    self.metadata = metadata
    self.body = body
  }
}

extension DocumentResponse: Decodable {
  private enum CodingKeys: String, CodingKey { case id, kind, body }

  /// Reads the JSON that `ftsd` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try container.decode(String.self, forKey: .id),
      kind: try container.decode(String.self, forKey: .kind),
      metadata: try DocumentMetadata(from: decoder),
      body: try container.decode(String.self, forKey: .body))
  }
}

extension DocumentResponse: JSONEncodable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", id)
      $0.member("kind", kind)
      metadata.writeMembers(to: &$0)
      $0.member("body", body)
    }
  }
}

extension DocumentResponse: DescribedAnswer {
  package static let members: [ParameterDescription] =
    [.always("id", .string, "Stable name of the document"), .always("kind", .string, "As review or comment")]
    // Whoever wants the review of the thread can get it by its id.
    + DocumentMetadata.members.filter { $0.name != "thread_title" } + [
      .always("body", .string, "The whole text")
    ]
}
