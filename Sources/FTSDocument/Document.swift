/// A review or a comment: the unit that is indexed, found and shown.
public struct Document: Equatable, Sendable {
  /// Stable name of the document, unique in an index. Indexing another document with the same
  /// id replaces this one.
  public var id: String
  /// Review, comment, or the source's own word.
  public var kind: Kind
  /// Id of the document this one answers: the review for a comment, a comment for a reply.
  public var parent: String?
  /// Id of the review at the root of the discussion, when the source knows it. Where it is `nil`
  /// the index derives it from `parent`.
  public var thread: String?
  /// Heading of the text.
  public var title: String?
  /// Name of the author as shown.
  public var author: String?
  /// When the text was written or published.
  public var date: Timestamp?
  /// The author's verdict, on whatever scale the source uses.
  public var rating: Double?
  /// Where the text can be read.
  public var url: String?
  /// Keywords given by the source.
  public var tags: [String]
  /// Language as given by the source, a BCP 47 tag by convention.
  public var language: String?
  /// The text itself, plain, in the author's own words.
  public var body: String
  /// Whatever else the source said, kept as given and in the order given.
  public var attributes: [Attribute]

  /// A document of these parts.
  public init(
    id: String, kind: Kind = .review, parent: String? = nil, thread: String? = nil,
    title: String? = nil, author: String? = nil, date: Timestamp? = nil, rating: Double? = nil,
    url: String? = nil, tags: [String] = [], language: String? = nil, body: String = "",
    attributes: [Attribute] = []
  ) {
    self.id = id
    self.kind = kind
    self.parent = parent
    self.thread = thread
    self.title = title
    self.author = author
    self.date = date
    self.rating = rating
    self.url = url
    self.tags = tags
    self.language = language
    self.body = body
    self.attributes = attributes
  }

  /// UTF-8 bytes of the searched text: title, author and body.
  public var textBytes: Int {
    body.utf8.count + (title?.utf8.count ?? 0) + (author?.utf8.count ?? 0)
  }

  /// UTF-8 bytes of all its texts: those that are searched, tags, and attributes with their names.
  public var bytes: Int {
    tags.reduce(textBytes) { $0 + $1.utf8.count }
      + attributes.reduce(0) { bytes, attribute in
        let value = if case .string(let text) = attribute.value { text.utf8.count } else { 8 }
        return bytes + attribute.name.utf8.count + value
      }
  }

  /// The value of the first attribute of that name.
  public func attribute(_ name: String) -> Attribute.Value? {
    attributes.first { $0.name == name }?.value
  }
}
