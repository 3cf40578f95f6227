/// Where something may have changed.
struct FolderChanges: Equatable {
  /// Files that were written, have come or have gone.
  var files: Set<String> = []
  /// Whether only a comparison of all files can tell.
  var isWhole = false

  var isEmpty: Bool { files.isEmpty && !isWhole }

  mutating func formUnion(_ other: FolderChanges) {
    files.formUnion(other.files)
    isWhole = isWhole || other.isWhole
  }
}
