/// Something that a check has found in an index.
public struct CheckFinding: Equatable, Sendable {
  /// What kind of thing it is; the raw values are for programs and stay as they are.
  public enum Kind: String, CaseIterable, Sendable {
    /// The file is not one of the storage engine, is too short, or cannot be opened.
    case file
    /// The trees of the storage engine are not sound.
    case tree
    /// Settings or manifest are not what they should be.
    case manifest
    /// A value is not what was written.
    case checksum
    /// Values are missing, or there are some that should not be.
    case keys
    /// The manifest counts otherwise.
    case counts
    /// The dictionary does not lead to the posting lists.
    case dictionary
    /// A posting list is not as its postings give it: its order, its bounds, its positions.
    case postings
    /// The forms that people wrote do not fit the dictionary.
    case forms
    /// Ids and documents do not lead to one another.
    case identifiers
    /// A column is not as the documents give it.
    case columns
    /// A stored document cannot be read, or is not where it should be.
    case documents
    /// The deleted documents are not as many as counted, or are none of the segment.
    case deletions
    /// The words of a stored document are not those in the index.
    case words
    /// A search does not find a document that it should.
    case search
    /// The check itself died of what it read, or did not come to an end.
    case crash
    /// What no manifest names, left by a writer that did not live to commit. Harmless.
    case garbage
    /// Pages of the file that nothing uses any more. Harmless.
    case lostPages = "lost_pages"
  }

  /// What kind of thing it is.
  public let kind: Kind
  /// Number of the segment concerned.
  public let segment: UInt32?
  /// What is wrong, and where, in a sentence.
  public let message: String

  /// Something of that kind.
  public init(_ kind: Kind, segment: UInt32? = nil, _ message: String) {
    self.kind = kind
    self.segment = segment
    self.message = message
  }

  /// Whether it means that something of the index is not what was written; else it costs room at most.
  public var isDamage: Bool { kind != .garbage && kind != .lostPages }
}
