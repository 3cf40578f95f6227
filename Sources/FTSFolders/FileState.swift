/// What there was of a file when it was read.
struct FileState: Equatable, CustomStringConvertible {
  /// Documents of different ids. The index may have fewer: another file may have one of them, too, and be read later.
  var documents: Int
  /// What is another whenever another reading may give other documents.
  var signature: String

  init(documents: Int, signature: String) {
    (self.documents, self.signature) = (documents, signature)
  }

  /// Reads what `description` has written.
  init?(_ text: some StringProtocol) {
    guard let space = text.firstIndex(of: " "), let documents = Int(text[..<space]) else { return nil }
    self.init(documents: documents, signature: String(text[text.index(after: space)...]))
  }

  var description: String { "\(documents) \(signature)" }
}
