import FTSDocument

/// Why the words of a document are not there any more, or not to be shown. Its place in the thread
/// stays, so that the answers to it keep theirs.
enum Removal: String {
  /// By its author.
  case deleted
  /// By a moderator, or by readers' flags.
  case removed
  case spam
  /// Not approved, or not yet.
  case unapproved

  /// The attribute that tells it.
  static let attribute = "removed"
}

extension Document {
  /// Takes author and words, and says why in the attribute `removed`.
  mutating func remove(_ removal: Removal) {
    author = nil
    body = ""
    attributes.removeAll { $0.name == Self.quote }
    attributes.append(Attribute(Removal.attribute, .string(removal.rawValue)))
  }

  /// Keeps what is quoted, which is not the author's own.
  mutating func addQuotes(_ quotes: [String]) {
    attributes += quotes.map { Attribute(Self.quote, .string($0)) }
  }

  private static let quote = "quote"
}
