public import FTSDocument

/// A document that was read, and what a person should know about it.
public struct DocumentRecord: Sendable {
  /// The document.
  public internal(set) var document: Document
  /// What could not be read as what it seems to be, and was kept otherwise.
  public internal(set) var warnings: [String] = []
}
