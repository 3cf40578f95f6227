public import FTSDocument

/// A change of one document.
public enum DocumentUpdate: Sendable, Equatable {
  /// Adds the document, or replaces the one with the same id.
  case put(Document)
  /// Deletes the document of that id.
  case delete(id: String)

  /// What became of it.
  public enum Outcome: Sendable, Equatable {
    /// There was no document of that id before.
    case created
    /// The document took the place of another.
    case updated
    /// The document is deleted.
    case deleted
    /// There is no document of that id to delete.
    case notFound
    /// The document cannot be stored as it is; everything else is.
    case refused(IndexError)
    /// It is taken, and will be written; what became of it is not known yet.
    case accepted
  }

  /// The id of the document.
  public var id: String {
    switch self {
    case .put(let document): document.id
    case .delete(let id): id
    }
  }

  /// Bytes of memory that it holds, about.
  var memory: Int {
    switch self {
    case .put(let document): document.textBytes + 512
    case .delete(let id): id.utf8.count + 64
    }
  }
}
