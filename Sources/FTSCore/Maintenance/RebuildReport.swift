/// What a rebuild has saved, and what not.
public struct RebuildReport: Equatable, Sendable {
  /// Documents of the new index.
  public var documents = 0
  /// Documents that could not be read.
  public var lost = 0
  /// What else could not be read, a sentence for each.
  public var problems: [String] = []
  /// Where the old index was kept, if it was.
  public var keptPath: String?

  /// Whether anything may be missing.
  public var isPartial: Bool { lost > 0 || !problems.isEmpty }

  /// Nothing saved yet.
  public init(documents: Int = 0) { self.documents = documents }
}
