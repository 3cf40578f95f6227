/// What is known of a document besides its text. Members that are not known are absent from JSON.
public struct DocumentMetadata: Equatable, Sendable {
  /// As the source gave it.
  public var title: String?
  /// Who wrote it.
  public var author: String?
  /// ISO 8601, at the precision the source gave.
  public var date: String?
  /// As the source gave it.
  public var rating: Double?
  /// Id of the document this one answers.
  public var parent: String?
  /// Id of the review at the root of the thread.
  public var thread: String
  /// Title of that review, where it is another document.
  public var threadTitle: String?
  /// Where it is published.
  public var url: String?
  /// As the source gave them.
  public var tags: [String]
  /// Of the text, a BCP 47 tag by convention.
  public var language: String?
  /// Whatever else the source said.
  public var attributes: Attributes

  package init(
    title: String? = nil, author: String? = nil, date: String? = nil, rating: Double? = nil,
    parent: String? = nil, thread: String, threadTitle: String? = nil, url: String? = nil,
    tags: [String] = [],
    language: String? = nil, attributes: Attributes = Attributes()
  ) {
    self.title = title
    self.author = author
    self.date = date
    self.rating = rating
    self.parent = parent
    self.thread = thread
    self.threadTitle = threadTitle
    self.url = url
    self.tags = tags
    self.language = language
    self.attributes = attributes
  }
}

extension DocumentMetadata: Decodable {
  private enum CodingKeys: String, CodingKey {
    case title, author, date, rating, parent, thread, url, tags, language, attributes
    case threadTitle = "thread_title"
  }

  /// Reads the JSON that `ftsd` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      title: try container.decodeIfPresent(String.self, forKey: .title),
      author: try container.decodeIfPresent(String.self, forKey: .author),
      date: try container.decodeIfPresent(String.self, forKey: .date),
      rating: try container.decodeIfPresent(Double.self, forKey: .rating),
      parent: try container.decodeIfPresent(String.self, forKey: .parent),
      thread: try container.decode(String.self, forKey: .thread),
      threadTitle: try container.decodeIfPresent(String.self, forKey: .threadTitle),
      url: try container.decodeIfPresent(String.self, forKey: .url),
      tags: try container.decodeIfPresent([String].self, forKey: .tags) ?? [],
      language: try container.decodeIfPresent(String.self, forKey: .language),
      attributes: try container.decodeIfPresent(Attributes.self, forKey: .attributes) ?? Attributes())
  }

  /// Adds the members to the object that is open: they stand beside `id`, not in an object of
  /// their own.
  func writeMembers(to writer: inout JSONWriter) {
    writer.member("title", title)
    writer.member("author", author)
    writer.member("date", date)
    writer.member("rating", rating)
    writer.member("parent", parent)
    writer.member("thread", thread)
    writer.member("thread_title", threadTitle)
    writer.member("url", url)
    writer.member("tags", unlessEmpty: tags)
    writer.member("language", language)
    if !attributes.members.isEmpty { writer.member("attributes", attributes) }
  }
}

extension DocumentMetadata {
  /// What `writeMembers` adds.
  static let members: [ParameterDescription] = [
    .ifAny("title", .string, "As the source gave it"),
    .ifAny("author", .string, "Who wrote it"),
    .ifAny("date", .string, "ISO 8601, at the precision the source gave"),
    .ifAny("rating", .number, "As the source gave it"),
    .ifAny("parent", .string, "Id of the document that this one answers"),
    .always("thread", .string, "Id of the review at the root of the thread"),
    .ifAny("thread_title", .string, "Title of that review, where it is another document"),
    .ifAny("url", .string, "Where it is published"),
    .ifAny("tags", .array(.string), "As the source gave them"),
    .ifAny("language", .string, "Of the text, a BCP 47 tag by convention"),
    .ifAny("attributes", Attributes.schema, "Whatever else the source said"),
  ]
}
