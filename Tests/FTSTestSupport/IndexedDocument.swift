public import FTSDocument

/// A document as the oracle sees it: the tokens of its fields, and whether it was deleted.
public struct IndexedDocument: Equatable, Sendable {
  /// Unique among the documents that are not deleted.
  public var id: String
  /// `review`, `comment` or any other word.
  public var kind: String
  /// Id of the thread's review.
  public var thread: String
  /// Id of the document it answers.
  public var parent: String?
  /// Tokens of the title, in order.
  public var title: [String]
  /// Tokens of the text, in order.
  public var body: [String]
  /// Tokens of the author's name, in order.
  public var author: [String]
  /// Deleted documents are not found, but count in the statistics until a merge drops them.
  public var isDeleted: Bool

  /// A review, unless `kind` says otherwise, with the tokens given.
  public init(
    id: String, kind: String = "review", title: [String] = [], body: [String] = [], author: [String] = [],
    parent: String? = nil, thread: String? = nil, isDeleted: Bool = false
  ) {
    self.id = id
    self.parent = parent
    self.thread = thread ?? id
    self.kind = kind
    self.title = title
    self.body = body
    self.author = author
    self.isDeleted = isDeleted
  }

  /// Analyses `document` by splitting its text at spaces, which is what the analyzer `simple`
  /// does to text of lower-case ASCII letters, digits and spaces.
  public init(_ document: Document, isDeleted: Bool = false) {
    self.init(
      id: document.id, kind: document.kind.rawValue, title: tokens(of: document.title ?? ""),
      body: tokens(of: document.body), author: tokens(of: document.author ?? ""),
      parent: document.parent, thread: document.thread, isDeleted: isDeleted)
  }
}

/// The words of `text`, which spaces separate.
func tokens(of text: String) -> [String] { text.split(separator: " ").map(String.init) }
