/// What a commit has made of changes in folders.
public struct FolderSummary: Equatable, Sendable {
  /// Files that have changed, have come or have gone.
  public var files = 0
  /// Documents that are new.
  public var added = 0
  /// Documents that are others than before under the same id.
  public var changed = 0
  /// Documents that no file has any more.
  public var deleted = 0

  /// Nothing done.
  public init() {}
}
